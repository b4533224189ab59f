//! What can go wrong in this host.

use std::io;
use std::path::{Path, PathBuf};

use visavis::time::TimeError;
use visavis::{Error, Refusal};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// The aggregate has changed since it was read: read it again and decide again.
    #[error("another writer was first")]
    Stale,
    /// The engine refuses, or the facts do not belong together.
    #[error(transparent)]
    Engine(Error),
    #[error("the database: {0}")]
    Database(#[from] rusqlite::Error),
    #[error("the table of people: {0}")]
    Csv(#[from] csv::Error),
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("writing out: {0}")]
    Output(#[from] io::Error),
    /// The story does not go as it is told.
    #[error("something went through that was to be refused")]
    NotRefused,
    #[error("the story needs {0}, and there is none")]
    Missing(&'static str),
}

impl Fault {
    /// A fault of a file, with its path.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::File {
            path: path.to_owned(),
            source,
        }
    }

    /// The refusal, where it is one.
    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Engine(Error::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }
}

impl From<Error> for Fault {
    /// A conversation that was destroyed is to people as one that never was (TPL-13).
    fn from(error: Error) -> Self {
        match error {
            Error::Destroyed { .. } => Refusal::not_found().into(),
            error => Self::Engine(error),
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Engine(refusal.into())
    }
}

impl From<TimeError> for Fault {
    fn from(error: TimeError) -> Self {
        Self::Engine(error.into())
    }
}
