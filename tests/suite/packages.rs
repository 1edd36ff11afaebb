//! What other programs start totsugo by starts it: the steps of `action.yml`, the entry of `.pre-commit-hooks.yaml`.

use crate::scratch::Scratch;
use crate::support::{read, root};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const TOTSUGO: &str = env!("CARGO_BIN_EXE_totsugo");

/// An article with a wrong day of the week, in a folder that no default names.
fn articles() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("articles/a.md", "2018年2月2日（木）に会見した。\n");
    scratch
}

fn yaml(path: &str) -> Value {
    serde_saphyr::from_str(&read(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Runs a script in the scratch folder; the exit code, and what was printed.
fn bash(scratch: &Scratch, script: &str, variables: &[(String, String)]) -> (Option<i32>, String) {
    let mut command = Command::new("bash");
    command.args(["-eo", "pipefail", "-c", script]).current_dir(scratch.path("")).env_remove("GITHUB_STEP_SUMMARY");
    let done = command.envs(variables.iter().cloned()).output().expect("bash is installed");
    (done.status.code(), String::from_utf8(done.stdout).expect("UTF-8"))
}

#[test]
fn the_steps_of_the_action_check_a_folder() {
    let scratch = articles();
    let installed = scratch.path("runner/totsugo/bin/totsugo");
    std::fs::create_dir_all(installed.parent().expect("a parent")).expect("a folder");
    std::os::unix::fs::symlink(TOTSUGO, installed).expect("a link");
    let action = yaml("../action.yml");
    let mut done = Vec::new();
    for step in action["runs"]["steps"].as_array().expect("steps") {
        let Some(script) = step["run"].as_str() else { continue };
        let mut variables: Vec<(String, String)> = vec![
            ("GITHUB_ACTION_PATH".to_owned(), root().display().to_string()),
            ("GITHUB_OUTPUT".to_owned(), scratch.path("set").display().to_string()),
            ("RUNNER_TEMP".to_owned(), scratch.path("runner").display().to_string()),
        ];
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            let input = value.as_str().and_then(|v| v.strip_prefix("${{ inputs.")?.strip_suffix(" }}"));
            let value = match input.expect("an input") {
                "paths" => "articles",
                input => action["inputs"][input]["default"].as_str().expect("a default"),
            };
            variables.push((name.clone(), value.to_owned()));
        }
        done.push(bash(&scratch, script, &variables));
    }
    let codes: Vec<_> = done.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, [Some(0), Some(0), Some(1)], "{done:?}");
    assert!(scratch.read("set").trim().len() == "hash=".len() + 64, "{}", scratch.read("set"));
    assert!(done[2].1.contains("::error file=articles/a.md,line=1"), "{}", done[2].1);
    assert!(scratch.read("totsugo.sarif").contains("date-weekday"));
}

#[test]
fn the_entry_of_the_hook_checks_a_folder() {
    let scratch = articles();
    let hooks = yaml("../.pre-commit-hooks.yaml");
    let entry = hooks[0]["entry"].as_str().expect("an entry");
    let folder = Path::new(TOTSUGO).parent().expect("a folder").display().to_string();
    let path = ("PATH".to_owned(), format!("{folder}:{}", std::env::var("PATH").unwrap_or_default()));
    let (code, printed) = bash(&scratch, &format!("{entry} articles --out concise"), &[path]);
    assert_eq!(code, Some(1), "{printed}");
    assert!(printed.starts_with("articles/a.md:1:1: error[date-weekday]"), "{printed}");
}
