//! Files as people have them, and lists against a plain telling of what is in them.

use proptest::prelude::*;

use super::*;
use crate::{DirectoryData, OrgId, PersonData};

const PEOPLE: u8 = 9;

fn id(number: u8) -> PersonId {
    PersonId::from_bytes([number; 16])
}

/// Nine people; the address of number 3 is written in upper case, number 4 has gone.
fn directory() -> Directory {
    let people = (0..PEOPLE).map(|number| {
        let email = match number {
            3 => "PERSON.3@ACME.EXAMPLE".to_owned(),
            8 => "jürgen@bücher.example".to_owned(),
            _ => format!("person.{number}@acme.example"),
        };
        PersonData {
            email: Some(email),
            active: number != 4,
            ..PersonData::new(id(number), "")
        }
    });
    let facts = DirectoryData::new(OrgId::from_bytes([1; 16]), people.collect());
    Directory::load(facts).unwrap()
}

fn people(numbers: &[u8]) -> BTreeSet<PersonId> {
    numbers.iter().copied().map(id).collect()
}

#[test]
fn files_as_people_have_them_are_understood() {
    let directory = directory();
    for (csv, named, blank_lines) in [
        (&b"person.1@acme.example"[..], &[1][..], 0),
        (
            b"person.1@acme.example\nperson.2@acme.example\n",
            &[1, 2],
            0,
        ),
        // As a spreadsheet saves it.
        (
            b"\xEF\xBB\xBFEmail\r\nperson.1@acme.example\r\nperson.4@acme.example\r\n",
            &[1, 4],
            0,
        ),
        (
            b"\xEF\xBB\xBF\"E-Mail\"\r\n\"person.1@acme.example\"\r\n",
            &[1],
            0,
        ),
        (
            b" MAIL \rPerson.3@Acme.Example\rperson.2@acme.example",
            &[2, 3],
            0,
        ),
        // Space and blank lines of every kind.
        (
            b"\n\r\nemail\n\n  \n\t person.1@acme.example \n\"\"\n\" \"\n\n\r\n",
            &[1],
            8,
        ),
        (b"person.1@acme.example\r\n\r\n\r\n", &[1], 2),
        ("\u{a0}person.1@acme.example\u{a0}\n".as_bytes(), &[1], 0),
        (b" \"person.1@acme.example\" \n", &[1], 0),
        (
            "\u{200b}person.1@acme.example\u{2060}\u{feff}\n\u{ad}\n".as_bytes(),
            &[1],
            1,
        ),
        (
            "\u{feff}\"\u{200b}Email\"\nperson.1@acme.example\n".as_bytes(),
            &[1],
            0,
        ),
        // Emptied in a spreadsheet.
        (b"email\r\nperson.1@acme.example\r\n,\r\n,\r\n", &[1], 2),
        (
            b",,\n;;\n\"\",\" \"\nmail\nperson.1@acme.example\n , ;\t",
            &[1],
            4,
        ),
        // Either spelling of a domain, and only ASCII letters in either case.
        ("JüRGEN@bücher.example\n".as_bytes(), &[8], 0),
        ("jürgen@BÜCHER.example\n".as_bytes(), &[8], 0),
        ("jürgen@bu\u{308}cher\u{3002}example\n".as_bytes(), &[8], 0),
        ("jürgen@XN--Bcher-KVA.example\n".as_bytes(), &[8], 0),
    ] {
        let list = directory.read_list(csv).unwrap();
        let expected = PeopleList {
            people: people(named),
            blank_lines,
        };
        assert_eq!(list, expected, "{:?}", String::from_utf8_lossy(csv));
    }
}

#[test]
fn every_bad_row_is_named_by_its_line() {
    let directory = directory();
    for (csv, faults) in [
        (
            &b"address\nperson.1@acme.example\n"[..],
            &[("list-not-address", 1)][..],
        ),
        (
            b"person.1@acme.example\nemail\n",
            &[("list-not-address", 2)],
        ),
        (b"work address\n", &[("list-not-address", 1)]),
        (
            "J\u{dc}RGEN@b\u{fc}cher.example\nperson.1@acme.e\u{212a}ample\n".as_bytes(),
            &[("list-nobody", 1), ("list-nobody", 2)],
        ),
        (
            "per\u{212a}son.1@acme.example\n".as_bytes(),
            &[("list-nobody", 1)],
        ),
        // Within an address nothing is passed over, and between values separators are none.
        (
            "person\u{200b}.1@acme.example\n,person.1@acme.example\n;person.1@acme.example\n"
                .as_bytes(),
            &[
                ("list-nobody", 1),
                ("list-columns", 2),
                ("list-semicolon", 3),
            ],
        ),
        ("person.1@\u{ad}\n".as_bytes(), &[("list-not-address", 1)]),
        (
            b"\r\nperson.1@acme.example\r\n\r\nPERSON.1@acme.example\r\nperson.10@acme.example\r\n",
            &[("list-repeated", 4), ("list-nobody", 5)],
        ),
        (
            b"email;name\nperson.1@acme.example;Ana\n",
            &[("list-semicolon", 1), ("list-semicolon", 2)],
        ),
        (
            b"email,name\nperson.1@acme.example,Ana\n",
            &[("list-columns", 1), ("list-columns", 2)],
        ),
        (
            b"person.1@acme.example\nj\xFCrgen@acme.example\n@\n",
            &[("list-not-utf8", 2), ("list-not-address", 3)],
        ),
        // UTF-16, and a quote that is never closed.
        (b"\xFF\xFEp\0e\0r\0s\0o\0n\0", &[("list-not-utf8", 1)]),
        (
            b"person.1@acme.example\n\"person.2@acme.example\nperson.3@acme.example\n",
            &[("list-not-address", 2)],
        ),
        (
            b"\"a\nb\"\n\nx\n",
            &[("list-not-address", 1), ("list-not-address", 4)],
        ),
        (b"Ana <person.1@acme.example>\n", &[("list-not-address", 1)]),
        (
            b"@acme.example\nperson.1@\n",
            &[("list-not-address", 1), ("list-not-address", 2)],
        ),
    ] {
        let refused = directory.read_list(csv).unwrap_err();
        let found: Vec<_> = refused
            .faults()
            .iter()
            .map(|fault| (fault.code(), fault.at()))
            .collect();
        let lines: Vec<_> = faults
            .iter()
            .map(|(code, line)| (*code, format!("line {line}")))
            .collect();
        let expected: Vec<_> = lines
            .iter()
            .map(|(code, line)| (*code, Some(line.as_str())))
            .collect();
        assert_eq!(found, expected, "{:?}", String::from_utf8_lossy(csv));
        assert_eq!(refused.code(), "list-refused");
    }
    for nobody in [&b""[..], b"\xEF\xBB\xBF", b"email\r\n", b"\n\n \n", b"\"\""] {
        assert_eq!(
            directory.read_list(nobody).unwrap_err().code(),
            "list-empty"
        );
    }
}

#[test]
fn a_header_is_one_of_a_few_words() {
    let directory = directory();
    for word in ["mail", "email", "e-mail", "EMAIL", "E-Mail"] {
        for header in ["", " address", " ADDRESS"] {
            for work in ["", "work ", "Work\u{a0}"] {
                let csv = format!("{work}{word}{header}\nperson.1@acme.example\n");
                let list = directory.read_list(csv.as_bytes());
                assert_eq!(list.unwrap().people, people(&[1]), "{csv}");
            }
        }
    }
}

/// A line of a file, and how it is written.
#[derive(Clone, Copy, Debug)]
enum Line {
    Person(u8),
    Blank,
    Separators,
    Stranger,
    Word,
    Semicolon,
    Columns,
    Latin1,
}

fn line() -> impl Strategy<Value = Line> {
    prop_oneof![
        12 => (0..PEOPLE).prop_map(Line::Person),
        3 => Just(Line::Blank),
        1 => Just(Line::Separators),
        1 => Just(Line::Stranger),
        1 => Just(Line::Word),
        1 => Just(Line::Semicolon),
        1 => Just(Line::Columns),
        1 => Just(Line::Latin1),
    ]
}

impl Line {
    fn written(self, style: u8) -> Vec<u8> {
        let text = match self {
            Self::Person(8) if style & 1 == 0 => "jürgen@bücher.example".to_owned(),
            Self::Person(8) => "jürgen@xn--bcher-kva.example".to_owned(),
            Self::Person(number) => format!("person.{number}@acme.example"),
            Self::Blank => String::new(),
            Self::Separators => return b",, ;\t".to_vec(),
            Self::Stranger => "person.77@acme.example".to_owned(),
            Self::Word => "somebody".to_owned(),
            Self::Semicolon => "person.1@acme.example;person.2@acme.example".to_owned(),
            Self::Columns => return b"person.1@acme.example,Ana".to_vec(),
            Self::Latin1 => return b"j\xE9r@acme.example".to_vec(),
        };
        let text = if style & 1 == 0 {
            text
        } else {
            text.to_ascii_uppercase()
        };
        let text = if style & 2 == 0 {
            text
        } else {
            format!("\u{200b} {text}\t\u{feff}")
        };
        let text = if style & 4 == 0 {
            text
        } else {
            format!("\"{text}\"")
        };
        text.into_bytes()
    }
}

proptest! {
    /// A list has whom its lines name, or is refused for each bad line at its number.
    #[test]
    fn a_list_is_what_its_lines_say(
        lines in prop::collection::vec((line(), 0..8_u8), 0..14),
        header in prop::option::of(prop::sample::select(&["email", "E-mail", " MAIL", "Work Email", "e-mail address"])),
        mark in any::<bool>(),
        end in prop::sample::select(&["\n", "\r\n", "\r"]),
        ended in any::<bool>(),
    ) {
        let mut texts: Vec<_> = header.iter().map(|header| header.as_bytes().to_vec()).collect();
        texts.extend(lines.iter().map(|(line, style)| line.written(*style)));
        let mut csv = if mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        csv.extend(texts.join(end.as_bytes()));
        // Without a line end a last empty line is no line.
        let empty_end = !ended && texts.last().is_some_and(Vec::is_empty);
        if ended && !texts.is_empty() {
            csv.extend(end.as_bytes());
        }

        let (mut named, mut faults, mut blank_lines) = (Vec::<(u8, u64)>::new(), Vec::new(), 0);
        for (number, (line, _)) in (1 + u64::from(header.is_some())..).zip(&lines) {
            let fault = match *line {
                Line::Blank | Line::Separators => {
                    blank_lines += 1;
                    continue;
                }
                Line::Person(person) => match named.iter().find(|(other, _)| *other == person) {
                    Some(&(_, first)) => Reason::ListRepeated { line: number, first },
                    None => {
                        named.push((person, number));
                        continue;
                    }
                },
                Line::Stranger => Reason::ListNobody { line: number },
                Line::Word => Reason::ListNotAddress { line: number },
                Line::Semicolon => Reason::ListSemicolon { line: number },
                Line::Columns => Reason::ListColumns { line: number, columns: 2 },
                Line::Latin1 => Reason::ListNotUtf8 { line: number },
            };
            faults.push(fault);
        }
        blank_lines -= u64::from(empty_end);

        match directory().read_list(&csv) {
            Ok(list) => {
                prop_assert!(faults.is_empty() && !named.is_empty());
                let named: Vec<_> = named.iter().map(|&(person, _)| person).collect();
                prop_assert_eq!(list, PeopleList { people: people(&named), blank_lines });
            }
            Err(refused) if faults.is_empty() => {
                prop_assert!(named.is_empty());
                prop_assert_eq!(refused.code(), "list-empty");
            }
            Err(refused) => {
                let found: Vec<_> = refused.faults().iter().map(|fault| *fault.reason()).collect();
                prop_assert_eq!(found, faults);
            }
        }
    }

    /// No bytes make it panic, and what is taken names somebody (XCT-6).
    #[test]
    fn any_bytes_are_read_or_refused(
        csv in prop::collection::vec(
            prop_oneof![
                prop::sample::select(&b"\r\n\",; \0\xEF\xBB\xBF\xFC"[..]).prop_map(|byte| vec![byte]),
                prop::collection::vec(any::<u8>(), 0..4),
                Just(b"person.1@acme.example".to_vec()),
                Just(b"email".to_vec()),
            ],
            0..20,
        ),
    ) {
        match directory().read_list(&csv.concat()) {
            Ok(list) => prop_assert!(!list.people.is_empty()),
            Err(refused) => prop_assert!(refused.code() == "list-empty" || !refused.faults().is_empty()),
        }
    }
}
