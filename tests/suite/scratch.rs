//! A folder to run the program in, as a user would.

use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// What git sets for a hook, such as one that runs these tests.
const OF_GIT: [&str; 3] = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"];

/// A scratch folder; what runs in it sees no settings and no variables from outside.
pub struct Scratch(TempDir);

/// What a call left behind.
pub struct Call {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Scratch {
    pub fn new() -> Self {
        Scratch(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub fn totsugo(&self, args: &[&str]) -> Call {
        self.command(args, "", &[])
    }

    /// A call with standard input and variables.
    pub fn command(&self, args: &[&str], stdin: &str, variables: &[(&str, &str)]) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_totsugo"));
        command.args(args).current_dir(self.0.path()).env_remove("GITHUB_STEP_SUMMARY");
        for variable in OF_GIT {
            command.env_remove(variable);
        }
        command.envs(variables.iter().copied());
        if !stdin.is_empty() {
            self.write(".stdin", stdin);
            command.stdin(std::fs::File::open(self.path(".stdin")).expect("standard input"));
        }
        let done = command.output().expect("totsugo runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Call { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) }
    }

    pub fn git(&self, args: &[&str]) {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]);
        for variable in OF_GIT {
            command.env_remove(variable);
        }
        let done = command.args(args).current_dir(self.0.path()).output().expect("git is installed");
        assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}
