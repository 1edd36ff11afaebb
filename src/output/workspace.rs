//! Where an output is written before it takes its place: the hidden folder `.totsugo-XXXXXX` beside it, which holds the
//! new output in `new`, and from which an earlier one is never deleted before the new one stands.
//!
//! The two are exchanged in one step where the system can. Elsewhere the earlier output lies in `old`, under its name,
//! for the moment between two renames; a run that is killed there leaves it to the next run, which puts it back.

use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PREFIX: &str = ".totsugo-";
const NEW: &str = "new";
const OLD: &str = "old";

/// The file that a run holds locked as long as it lives.
const LOCK: &str = "lock";

/// What the lock has in it once it is held: without it the folder may belong to a run that is just starting.
const HELD: &str = "held by totsugo\n";

/// A hidden folder that is removed on drop, with what lies in it.
#[derive(Debug)]
pub(super) struct Workspace {
    folder: TempDir,
    /// Locked until the process ends, however it ends.
    _lock: File,
}

impl Workspace {
    /// A workspace in `parent`, with an empty folder for the new output. What killed runs left there is put in order first.
    ///
    /// # Errors
    /// [`Error::Io`] when nothing can be written there.
    pub fn new(parent: &Path) -> Result<Self, Error> {
        recover(parent);
        let made = || -> io::Result<Workspace> {
            let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
            let mut lock = File::create_new(folder.path().join(LOCK))?;
            // where the system has no locks, nobody clears up after a killed run
            if lock.lock().is_ok() {
                lock.write_all(HELD.as_bytes())?;
            }
            fs::create_dir(folder.path().join(NEW))?;
            Ok(Workspace { folder, _lock: lock })
        };
        made().map_err(Error::io(parent, "making a temporary folder; check that it can be written"))
    }

    /// The folder of the new output.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(NEW)
    }

    /// Puts the new output at `target`. The earlier one goes with the workspace, and must hold nothing that is not in the
    /// new one, too.
    ///
    /// # Errors
    /// That of the system; the earlier output is then in its place.
    pub fn take_place(self, target: &Path) -> io::Result<()> {
        let new = self.path();
        if fs::symlink_metadata(target).is_err() {
            match fs::rename(&new, target) {
                // another run was faster
                Err(_) if fs::symlink_metadata(target).is_ok() => {}
                done => return done,
            }
        }
        exchange(&new, target).or_else(|_| self.in_two_steps(&new, target))
    }

    /// Moves the earlier output aside and the new one to its place.
    fn in_two_steps(&self, new: &Path, target: &Path) -> io::Result<()> {
        let aside = self.folder.path().join(OLD);
        fs::create_dir(&aside)?;
        let old = aside.join(target.file_name().ok_or(io::ErrorKind::InvalidInput)?);
        fs::rename(target, &old)?;
        fs::rename(new, target).inspect_err(|_| {
            // what cannot be put back now, the next run puts back
            let _ = fs::rename(&old, target);
        })
    }
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Puts back the outputs that killed runs had moved aside, and removes the workspaces of these.
fn recover(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
        if is_folder && entry.file_name().to_string_lossy().starts_with(PREFIX) && is_left(&entry.path()) {
            let aside = fs::read_dir(entry.path().join(OLD)).into_iter().flatten().flatten();
            let lost = |old: &fs::DirEntry| fs::symlink_metadata(parent.join(old.file_name())).is_err();
            let back = |old: fs::DirEntry| fs::rename(old.path(), parent.join(old.file_name()));
            if aside.filter(lost).map(back).all(|done| done.is_ok()) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Returns true for the workspace of a run that is dead.
fn is_left(folder: &Path) -> bool {
    let Ok(lock) = File::open(folder.join(LOCK)) else { return false };
    let mut content = String::new();
    (&lock).take(64).read_to_string(&mut content).is_ok() && content == HELD && lock.try_lock().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A parent with an output that says `what`.
    fn with_output(what: &str) -> (TempDir, PathBuf) {
        let parent = tempfile::tempdir().expect("a folder");
        let output = parent.path().join("output");
        fs::create_dir(&output).expect("made");
        fs::write(output.join("said"), what).expect("written");
        (parent, output)
    }

    fn said(output: &Path) -> String {
        fs::read_to_string(output.join("said")).expect("there")
    }

    fn names(parent: &Path) -> Vec<String> {
        let entries = fs::read_dir(parent).expect("there").flatten();
        entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_new_output_takes_the_place_of_the_earlier_one() {
        let (parent, output) = with_output("old");
        for what in ["first", "second"] {
            let workspace = Workspace::new(parent.path()).expect("made");
            fs::write(workspace.path().join("said"), what).expect("written");
            workspace.take_place(&output).expect("done");
            assert_eq!((said(&output).as_str(), names(parent.path())), (what, vec!["output".to_owned()]));
        }
        let workspace = Workspace::new(parent.path()).expect("made");
        fs::write(workspace.path().join("said"), "third").expect("written");
        workspace.in_two_steps(&workspace.path(), &output).expect("done");
        assert_eq!(said(&output), "third");
    }

    #[test]
    fn a_run_killed_at_any_step_leaves_an_output() {
        // after each step of those that cannot be undone: nothing written, written, moved aside, moved to its place
        for steps in 0..4 {
            let (parent, output) = with_output("old");
            let workspace = Workspace::new(parent.path()).expect("made");
            let folder = workspace.folder.path().to_owned();
            if steps > 0 {
                fs::write(workspace.path().join("said"), "new").expect("written");
            }
            if steps > 1 {
                fs::create_dir(folder.join(OLD)).expect("made");
                fs::rename(&output, folder.join("old/output")).expect("moved");
            }
            if steps > 2 {
                fs::rename(workspace.path(), &output).expect("moved");
            }
            let Workspace { folder: left, _lock } = workspace;
            let _ = left.keep();
            recover(parent.path());
            assert!(folder.exists(), "{steps}: a living run keeps its folder");
            drop(_lock);
            recover(parent.path());
            assert_eq!(said(&output), if steps > 2 { "new" } else { "old" }, "{steps}");
            assert_eq!(names(parent.path()), ["output"], "{steps}");
        }
    }

    #[test]
    fn folders_of_others_are_left_alone() {
        let (parent, _) = with_output("old");
        fs::create_dir(parent.path().join(".totsugo-mine")).expect("made");
        fs::write(parent.path().join(".totsugo-mine/lock"), "").expect("written");
        recover(parent.path());
        assert!(parent.path().join(".totsugo-mine/lock").exists());
    }
}
