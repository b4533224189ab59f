//! Lists of people as hosts are sent them: a CSV file of e-mail addresses (PAR-4).

use std::collections::BTreeSet;

use csv::{ByteRecord, ReaderBuilder};
use serde::Serialize;

use super::addresses::{Holder, normalised};
use super::directory::Directory;
use crate::refusal::Faults;
use crate::text::trimmed;
use crate::{PersonId, Reason, Refusal};

/// What a first line says that is a header, perhaps with `work` before it and `address` after it.
const HEADERS: [&str; 3] = ["email", "e-mail", "mail"];

/// What was read from a list of people.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let list = directory().read_list(b"E-mail\r\nana@acme.example\r\n\r\n")?;
/// assert_eq!((list.people.len(), list.blank_lines), (1, 1));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeopleList {
    /// Whom it names, at least one.
    pub people: BTreeSet<PersonId>,
    /// How many lines without an address were passed over.
    pub blank_lines: u64,
}

impl Directory {
    /// Reads a list of people: a CSV file in UTF-8 with one column, an e-mail address in each line.
    ///
    /// A byte order mark, either kind of line ends, quotes, a header such as `Work e-mail address`,
    /// space and invisible characters around an address, blank lines and those of nothing but
    /// separators are all understood. Only ASCII letters match without regard to case, and either
    /// spelling of an international domain matches the other. People whose account is inactive stand
    /// in a list as others do; an address that several people have names nobody (PAR-14).
    ///
    /// # Errors
    /// `list-refused`, with every bad row by the number of its line, or `list-empty` where it names
    /// nobody (PAR-4). Nothing is taken from a file with a bad row.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let list = directory().read_list(b"\"ANA@acme.example\"\n ben@acme.example \n")?;
    /// assert_eq!(list.people, [id(1), id(2)].into());
    ///
    /// let refused = directory().read_list(b"ana@acme.example\nann@acme.example\n").unwrap_err();
    /// let fault = &refused.faults()[0];
    /// assert_eq!((fault.at(), fault.code()), (Some("line 2"), "list-nobody"));
    /// # Ok(()) }
    /// ```
    pub fn read_list(&self, csv: &[u8]) -> Result<PeopleList, Refusal> {
        let csv = csv.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(csv);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(csv);
        let mut record = ByteRecord::new();
        let mut rows = Rows::new(self);
        let mut lines = Lines::new(csv);
        // Reading from memory cannot fail, and rows may have any length.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let from = record.position().map_or(0, csv::Position::byte);
            let line = lines.begin(from);
            rows.take(&record, line);
            lines.end(reader.position().byte());
        }
        let blank_lines = rows.blank + lines.finish();
        let people: BTreeSet<_> = rows.people.into_iter().collect();
        let whole = Some(PeopleList {
            people,
            blank_lines,
        });
        let list = rows.faults.finish(whole, Reason::ListRefused)?;
        match list.people.is_empty() {
            true => Err(Reason::ListEmpty.into()),
            false => Ok(list),
        }
    }
}

/// What the rows so far came to.
struct Rows<'d> {
    directory: &'d Directory,
    /// By place in the directory: the line that named a person, from 1; 0 where none has.
    named: Vec<u64>,
    people: Vec<PersonId>,
    blank: u64,
    begun: bool,
    faults: Faults,
}

impl<'d> Rows<'d> {
    fn new(directory: &'d Directory) -> Self {
        Self {
            directory,
            named: vec![0; directory.people.len()],
            people: Vec::new(),
            blank: 0,
            begun: false,
            faults: Faults::default(),
        }
    }

    fn take(&mut self, record: &ByteRecord, line: u64) {
        match self.read(record, line) {
            Ok(Some(person)) => self.people.push(person),
            Ok(None) => {}
            Err(fault) => self.faults.note(format_args!("line {line}"), fault),
        }
    }

    /// Whom a row names: nobody where it is blank or the header.
    fn read(&mut self, record: &ByteRecord, line: u64) -> Result<Option<PersonId>, Reason> {
        if record
            .iter()
            .any(|field| core::str::from_utf8(field).is_err())
        {
            return Err(Reason::ListNotUtf8 { line });
        }
        let fields = || {
            let fields = record
                .iter()
                .filter_map(|field| core::str::from_utf8(field).ok());
            fields.map(unquoted)
        };
        // A row that somebody emptied in a spreadsheet is saved as its separators.
        if fields().all(|field| field.split(';').all(|part| trimmed(part).is_empty())) {
            self.blank += 1;
            return Ok(None);
        }
        if record.len() > 1 {
            let columns = record.len() as u64;
            return Err(Reason::ListColumns { line, columns });
        }
        let field = fields().next().unwrap_or_default();
        let first = !core::mem::replace(&mut self.begun, true);
        if first && is_header(field) {
            return Ok(None);
        }
        let address = normalised(field);
        let place = match self.directory.emails.find(&address) {
            Holder::One(place) => place,
            Holder::Several => return Err(Reason::ListAmbiguous { line }),
            Holder::Nobody if address.contains(';') => return Err(Reason::ListSemicolon { line }),
            Holder::Nobody if is_address(&address) => return Err(Reason::ListNobody { line }),
            Holder::Nobody => return Err(Reason::ListNotAddress { line }),
        };
        let (Some(named), Some(person)) =
            (self.named.get_mut(place), self.directory.people.get(place))
        else {
            return Ok(None);
        };
        match *named {
            0 => {
                *named = line;
                Ok(Some(person.id))
            }
            first => Err(Reason::ListRepeated { line, first }),
        }
    }
}

/// What stands between quotes that space keeps from being a field's own.
fn unquoted(field: &str) -> &str {
    let field = trimmed(field);
    let inner = field
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.map_or(field, trimmed)
}

fn is_header(field: &str) -> bool {
    let field = field.to_ascii_lowercase();
    let mut words: Vec<_> = field.split_whitespace().collect();
    if words.first() == Some(&"work") {
        words.remove(0);
    }
    if words.last() == Some(&"address") {
        words.pop();
    }
    matches!(&words[..], [word] if HEADERS.contains(word))
}

/// Whether a text has the form of an address: only that of one that nobody has is looked at.
fn is_address(text: &str) -> bool {
    let odd = |letter: char| letter.is_whitespace() || letter.is_control();
    !text.contains(odd)
        && text
            .rsplit_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

/// The lines of a file. The reader passes over blank ones by itself, and says where it began to
/// look for a row, not where the row stands.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    /// The line at `at`, from 1.
    line: u64,
    /// The line after the last row.
    next: u64,
    blank: u64,
}

fn ends_line(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

impl<'t> Lines<'t> {
    const fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            next: 1,
            blank: 0,
        }
    }

    /// The line of the first row that begins at a byte or after it.
    fn begin(&mut self, from: u64) -> u64 {
        let rest = self.text.iter().skip(place(from));
        let skipped = rest.take_while(|&&byte| ends_line(byte)).count();
        self.forward(place(from) + skipped);
        self.blank += self.line.saturating_sub(self.next);
        self.line
    }

    /// That row ends before this byte.
    fn end(&mut self, to: u64) {
        let row = self.text.get(self.at..place(to)).unwrap_or_default();
        let ends = row
            .iter()
            .rev()
            .take_while(|&&byte| ends_line(byte))
            .count();
        self.forward(self.at + row.len() - ends);
        self.next = self.line + 1;
    }

    /// The number of blank lines.
    fn finish(mut self) -> u64 {
        self.forward(self.text.len());
        self.blank + self.line.saturating_sub(self.next)
    }

    fn forward(&mut self, to: usize) {
        let passed = self.text.get(self.at..to).unwrap_or_default();
        for (place, &byte) in (self.at..).zip(passed) {
            let both = byte == b'\r' && self.text.get(place + 1) == Some(&b'\n');
            self.line += u64::from(ends_line(byte) && !both);
        }
        self.at = self.at.max(to);
    }
}

fn place(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
