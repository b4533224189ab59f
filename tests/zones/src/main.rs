//! Says what the engine computes in a zone; `check.py` compares it with Python's zoneinfo.
//!
//! The first line written is the release of the tz database. Then, for each request line
//! `zone days instants` followed by that many numbers of each kind (days since 1970-01-01, then
//! microseconds since its first instant in UTC), a line with the zone or `unknown` is written, and
//! after a known zone for each day three numbers (its start, its deadline, whether it exists) and
//! for each instant two (the next full hour, the local day). Numbers are native 64-bit integers.
#![forbid(unsafe_code)]

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use visavis::calendar::{Calendar, Zone};
use visavis::{Date, Dated, Instant, TZ_DATABASE};

fn main() -> io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    writeln!(output, "{TZ_DATABASE}")?;
    output.flush()?;
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        let [name, days, instants] = *line.split_whitespace().collect::<Vec<_>>() else {
            return Err(invalid(&line));
        };
        let days = read_numbers(&mut input, days)?;
        let instants = read_numbers(&mut input, instants)?;
        match name.parse() {
            Ok(zone) => answer(zone, &days, &instants, &mut output)?,
            Err(_) => writeln!(output, "unknown")?,
        }
        output.flush()?;
        line.clear();
    }
    Ok(())
}

fn answer(zone: Zone, days: &[i64], instants: &[i64], output: &mut impl Write) -> io::Result<()> {
    let zones = Dated::new(zone);
    let calendar = Calendar::new(&zones, Instant::MIN);
    writeln!(output, "{zone}")?;
    for day in days {
        let date = date(*day).ok_or_else(|| invalid(day))?;
        write_number(output, calendar.day_start(date).micros())?;
        write_number(output, calendar.deadline(date).micros())?;
        write_number(output, zone.exists(date).into())?;
    }
    for micros in instants {
        let at = Instant::from_micros(*micros).ok_or_else(|| invalid(micros))?;
        write_number(output, calendar.top_of_hour(at).micros())?;
        write_number(output, calendar.local_date(at).to_epoch_days().into())?;
    }
    Ok(())
}

fn date(days_since_1970: i64) -> Option<Date> {
    Date::new(1970, 1, 1)?.add_days(days_since_1970.try_into().ok()?)
}

fn read_numbers(input: &mut impl Read, count: &str) -> io::Result<Vec<i64>> {
    let count: usize = count.parse().map_err(|_| invalid(count))?;
    let mut number = [0; 8];
    let mut next = || {
        input
            .read_exact(&mut number)
            .map(|()| i64::from_ne_bytes(number))
    };
    (0..count).map(|_| next()).collect()
}

fn write_number(output: &mut impl Write, number: i64) -> io::Result<()> {
    output.write_all(&number.to_ne_bytes())
}

fn invalid(what: impl ToString) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_string())
}
