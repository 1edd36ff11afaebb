//! Narrowing a report to changed files. What is read and compared is not narrowed.

use super::args::Check;
use crate::check::Finding;
use crate::error::Error;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// The files that changed, as absolute paths.
pub(super) struct Changed {
    here: PathBuf,
    files: BTreeSet<PathBuf>,
}

impl Changed {
    /// The files that the call names; `None` for a call that does not narrow.
    pub fn of(args: &Check) -> Result<Option<Self>, Error> {
        if args.changed.is_empty() && args.changed_since.is_none() {
            return Ok(None);
        }
        let here = std::env::current_dir().map_err(Error::io(".", "finding the working folder"))?;
        let mut files: BTreeSet<PathBuf> = args.changed.iter().map(|p| plain(&here.join(p))).collect();
        if let Some(revision) = &args.changed_since {
            files.extend(since(revision)?);
        }
        Ok(Some(Changed { here, files }))
    }

    /// Returns true if a finding has a place in one of the files.
    pub fn concerns(&self, finding: &Finding) -> bool {
        finding.places().any(|p| {
            // feed.jsonl#3 is in feed.jsonl
            let file = p.path.rsplit_once('#').map_or(p.path.as_str(), |(file, _)| file);
            [p.path.as_str(), file].iter().any(|f| self.files.contains(&plain(&self.here.join(f))))
        })
    }
}

/// The path without `.` and `..`, resolved by its text, since changed files may be gone.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// Files that differ between the working tree and its common ancestor with `revision`, untracked files included.
fn since(revision: &str) -> Result<Vec<PathBuf>, Error> {
    if revision.starts_with('-') {
        return Err(Error::Usage(format!("`{revision}` is no revision; give one as in --changed-since origin/main")));
    }
    // seen from the working folder, since its way to the root may lead over links
    let up = git(&["rev-parse", "--show-cdup"])?;
    let here = std::env::current_dir().map_err(Error::io(".", "finding the working folder"))?;
    let root = here.join(String::from_utf8_lossy(&up).trim_end());
    let commit = format!("{revision}^{{commit}}");
    git(&["rev-parse", "--verify", "--quiet", &commit]).map_err(|_| {
        Error::Usage(format!(
            "git knows no revision `{revision}`; in CI, fetch it first (actions/checkout: fetch-depth: 0)"
        ))
    })?;
    // without a common ancestor (a shallow clone), everything that differs
    let base = git(&["merge-base", revision, "HEAD"]).ok().filter(|b| !b.is_empty());
    let base = base.map_or_else(|| revision.to_owned(), |b| String::from_utf8_lossy(&b).trim().to_owned());
    let top = root.to_string_lossy().into_owned();
    let mut list = git(&["-C", &top, "diff", "--name-only", "--no-renames", "-z", &base, "--"])?;
    list.extend(git(&["-C", &top, "ls-files", "--others", "--exclude-standard", "-z"])?);
    let names = list.split(|b| *b == 0).filter(|n| !n.is_empty());
    Ok(names.map(|n| plain(&root.join(&*String::from_utf8_lossy(n)))).collect())
}

/// The output of git.
fn git(args: &[&str]) -> Result<Vec<u8>, Error> {
    let done = Command::new("git").args(args).output().map_err(|e| {
        Error::Usage(format!("--changed-since needs git, which cannot be started ({e}); name the files with --changed"))
    })?;
    match done.status.success() {
        true => Ok(done.stdout),
        false => {
            let why = String::from_utf8_lossy(&done.stderr);
            Err(Error::Usage(format!("--changed-since: git {}: {}", args.join(" "), why.trim())))
        }
    }
}
