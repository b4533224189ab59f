//! What a host knows of its organisation and its people.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::handles::{forth, id};
use crate::scenario::{Change, Given, People};
use crate::world::{envelope, parsed, plain};

/// An organisation and its directory.
#[derive(Clone)]
pub(crate) struct Company {
    pub(crate) organisation: String,
    pub(crate) directory: String,
    /// What the directory holds.
    data: Value,
}

impl Company {
    /// What is given.
    pub(crate) fn given(given: &Given) -> Result<Self, String> {
        let organisation = given.organisation.clone().unwrap_or_else(|| json!({}));
        let mut company = Self {
            organisation: organisation_of(&organisation)?,
            directory: String::new(),
            data: json!({}),
        };
        company.list_people(&given.people)?;
        company.people_belong_to(None)?;
        company.set("departments", &given.departments)?;
        company.set("groups", &given.groups)?;
        company.write();
        Ok(company)
    }

    /// Other facts.
    pub(crate) fn change(&mut self, change: &Change) -> Result<(), String> {
        if let Some(organisation) = &change.organisation {
            self.organisation = organisation_of(organisation)?;
        }
        match (&change.people, &change.people_of) {
            (Some(people), of) => self.set_people(people, of.as_deref())?,
            (None, Some(_)) => return Err("`people_of` needs `people`".into()),
            (None, None) => {}
        }
        for (field, listed) in [
            ("departments", &change.departments),
            ("groups", &change.groups),
        ] {
            if let Some(listed) = listed {
                self.set(field, listed)?;
            }
        }
        self.write();
        Ok(())
    }

    /// The ids of everyone in the directory.
    pub(crate) fn people(&self) -> impl Iterator<Item = String> {
        let people = self.data["people"].as_array().into_iter().flatten();
        people.filter_map(|person| person["id"].as_str().map(str::to_owned))
    }

    /// The directory with other people.
    pub(crate) fn directory_with(&self, people: &People) -> Result<String, String> {
        let mut company = self.clone();
        company.set_people(people, None)?;
        company.write();
        Ok(company.directory)
    }

    fn set_people(&mut self, people: &People, of: Option<&str>) -> Result<(), String> {
        match people {
            People::All(people) => self.list_people(people)?,
            People::Changes(changes) => self.change_people(changes)?,
        }
        self.people_belong_to(of)
    }

    fn list_people(&mut self, people: &[Value]) -> Result<(), String> {
        let mut people = people.iter().map(forth).collect::<Result<Vec<_>, _>>()?;
        let admin = json!(id("@admin")?);
        if people.iter().all(|person| person["id"] != admin) {
            people.push(json!({ "id": admin, "name": "Admin", "super_admin": true }));
        }
        self.data["people"] = people.into();
        Ok(())
    }

    /// Some of the people, by handle: the fields that change, all of who joins, null for who goes.
    fn change_people(&mut self, changes: &Map<String, Value>) -> Result<(), String> {
        let changes = changes.iter().map(|(handle, fields)| match fields {
            Value::Object(_) | Value::Null => Ok((id(handle)?, (handle, forth(fields)?))),
            _ => Err(format!("`{handle}` changes by fields, or goes by null")),
        });
        let mut changes = changes.collect::<Result<BTreeMap<_, _>, String>>()?;
        let mut people = Vec::new();
        for mut person in array(self.data["people"].take()) {
            match changes.remove(person["id"].as_str().unwrap_or_default()) {
                None => people.push(person),
                Some((_, Value::Object(fields))) => {
                    change_fields(&mut person, fields);
                    people.push(person);
                }
                Some(_) => {}
            }
        }
        for (id, (handle, mut joins)) in changes {
            if joins["name"].is_null() {
                return Err(format!(
                    "`{handle}` is not in the directory, and who joins has a `name`"
                ));
            }
            joins["id"] = id.into();
            people.push(joins);
        }
        self.data["people"] = people.into();
        Ok(())
    }

    /// Says whose people they are: the organisation's, if nothing else is said.
    fn people_belong_to(&mut self, of: Option<&str>) -> Result<(), String> {
        self.data["organisation"] = match of {
            Some(of) => id(of)?.into(),
            None => plain(parsed(&self.organisation))["id"].take(),
        };
        Ok(())
    }

    /// Other departments or groups.
    fn set(&mut self, field: &str, listed: &[Value]) -> Result<(), String> {
        self.data[field] = listed.iter().map(forth).collect::<Result<_, _>>()?;
        Ok(())
    }

    fn write(&mut self) {
        self.directory = envelope("directory", &self.data);
    }
}

/// An organisation as a scenario writes it.
pub(crate) fn organisation_of(facts: &Value) -> Result<String, String> {
    let mut facts = forth(facts)?;
    let fields = facts
        .as_object_mut()
        .ok_or("an organisation is an object")?;
    for (name, default) in [
        ("id", json!(id("@acme")?)),
        ("zone", json!({ "first": "UTC" })),
        ("conversations", json!({ "first": true })),
    ] {
        fields.entry(name).or_insert(default);
    }
    Ok(envelope("organisation", &facts))
}

/// Takes other fields over, and those that are null away.
fn change_fields(person: &mut Value, fields: Map<String, Value>) {
    let Some(person) = person.as_object_mut() else {
        return;
    };
    for (name, field) in fields {
        match field {
            Value::Null => person.remove(&name),
            field => person.insert(name, field),
        };
    }
}

fn array(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(people: Value) -> Result<Value, String> {
        let given = json!({ "people": [
            { "id": "@ana", "name": "Ana", "manager": "@ben", "active": false },
            { "id": "@ben", "name": "Ben" }, { "id": "@cy", "name": "Cy" },
        ] });
        let mut company = Company::given(&serde_json::from_value(given).unwrap())?;
        company.change(&serde_json::from_value(json!({ "people": people })).unwrap())?;
        Ok(plain(parsed(&company.directory))["people"].take())
    }

    #[test]
    fn people_change_join_and_go() {
        let people = changed(json!({
            "@ana": { "name": "Anna", "active": null }, "@cy": null,
            "@dan": { "name": "Dan", "manager": "@ana" },
        }));
        let expected = json!([
            { "id": "@ana", "name": "Anna", "manager": "@ben" }, { "id": "@ben", "name": "Ben" },
            { "id": "@admin", "name": "Admin", "super_admin": true },
            { "id": "@dan", "name": "Dan", "manager": "@ana" },
        ]);
        assert_eq!(people, forth(&expected));
    }

    #[test]
    fn a_misspelt_name_does_not_join_or_go() {
        for wrong in [
            json!({ "@anna": { "manager": "@cy" } }),
            json!({ "@anna": null }),
            json!({ "@ana": true }),
            json!({ "ana": null }),
        ] {
            assert!(changed(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
