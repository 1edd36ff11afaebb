//! From paths, folders and globs to a sorted list of files.

use super::compression::Compression;
use super::raw::USUAL_MEBIBYTES;
use super::{Format, Mark, Status};
use crate::error::Error;
use std::path::{Component, Path, PathBuf};

/// A file to read, or what was wrong with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// The path as tables and messages show it: `/` separated, without a leading `./`.
    pub display: String,
    /// Its format, from `--from` or the file name.
    pub format: Format,
    /// Its compression, from the file name.
    pub compression: Compression,
    /// Largest document in MiB that is read of it.
    pub limit: u16,
    /// Why there is nothing to read here: becomes a document with this status and note.
    pub trouble: Option<(Status, String)>,
}

impl InputFile {
    /// The file at `path`, whatever its name. Its format is `from`, else the one that the name says, else plain text.
    pub fn new(path: &Path, from: Option<Format>) -> Self {
        let display = display(path);
        let (compression, bare) = Compression::of(&display);
        let format = from.or_else(|| format_of(bare)).unwrap_or_default();
        InputFile { path: path.to_owned(), format, compression, display, limit: USUAL_MEBIBYTES, trouble: None }
    }

    fn trouble(path: &Path, status: Status, note: String) -> Self {
        InputFile { trouble: Some((status, note)), ..InputFile::new(path, None) }
    }
}

/// The files that `paths` (files, folders, globs, `-`) name, each once, ordered by the path shown, so that the order of
/// the arguments does not matter.
///
/// Folders are searched to any depth, through symbolic links, for the known extensions; hidden entries are left out. A
/// file named by itself is taken with any extension. With `from`, every file is read as that format. A path that matches
/// nothing beside others that do, and a folder that cannot be read, become files with a `trouble`.
///
/// # Errors
/// [`Error::NothingMatched`] when nothing was found under any of the paths, [`Error::Usage`] for a malformed glob.
pub fn find(paths: &[String], from: Option<Format>) -> Result<Vec<InputFile>, Error> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for given in paths {
        let before = found.len();
        let path = Path::new(given);
        if given == "-" || std::fs::symlink_metadata(path).is_ok() {
            enter(path, from, &mut found);
        } else if is_glob(given) {
            expand(given, from, &mut found)?;
        }
        if found.len() == before {
            let what = match (path.is_dir(), is_glob(given)) {
                (true, _) => "holds no .txt, .md, .html, .jsonl or .csv file",
                (false, true) => "matches nothing",
                (false, false) => "does not exist",
            };
            missing.push(InputFile::trouble(
                path,
                Status::Error,
                format!("{given}: {what}; correct the path or leave it out"),
            ));
        }
    }
    if found.is_empty() {
        let why = |file: InputFile| file.trouble.map_or(String::new(), |(_, note)| note);
        return Err(Error::NothingMatched(missing.into_iter().map(why).collect()));
    }
    found.append(&mut missing);
    found.sort_by(|a, b| (&a.display, &a.path, a.trouble.is_some()).cmp(&(&b.display, &b.path, b.trouble.is_some())));
    found.dedup_by(|later, kept| {
        later.display == kept.display && (later.path == kept.path || later.trouble == kept.trouble)
    });
    Ok(found)
}

/// Adds a file, or the files of a folder.
fn enter(path: &Path, from: Option<Format>, found: &mut Vec<InputFile>) {
    if path.is_dir() {
        folder(path, found, from);
    } else if is_pipe(path) {
        let shown = display(path);
        let note =
            format!("{shown}: a pipe, whose writer may never come; give it as standard input, as in - < {shown}");
        found.push(InputFile::trouble(path, Status::Error, note));
    } else {
        found.push(InputFile::new(path, from)); // a dangling link or a locked file says so when it is opened
    }
}

/// Returns true for a named pipe; those of the shell, `<(command)`, have their writer.
#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let of_shell = path.starts_with("/dev") || path.starts_with("/proc");
    !of_shell && std::fs::metadata(path).is_ok_and(|m| m.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// Adds the files below a folder, but for those of earlier outputs.
fn folder(root: &Path, found: &mut Vec<InputFile>, from: Option<Format>) {
    let mut outputs = Vec::new();
    let visible = |e: &walkdir::DirEntry| {
        let hidden = e.depth() > 0 && e.file_name().to_string_lossy().starts_with('.');
        let output = !hidden && e.file_type().is_dir() && Mark::of(e.path()).is_some();
        if output {
            outputs.push(e.path().to_owned());
        }
        !hidden && !output
    };
    for entry in walkdir::WalkDir::new(root).follow_links(true).into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && known(entry.path()) => {
                found.push(InputFile::new(entry.path(), from));
            }
            Ok(_) => {}
            Err(error) => found.push(walk_trouble(root, &error)),
        }
    }
    found.extend(outputs.into_iter().map(|path| {
        let note = format!("{}: an earlier output of totsugo, which holds no articles; not read", display(&path));
        InputFile::trouble(&path, Status::Warning, note)
    }));
}

/// What a person can do about an I/O error.
pub(super) fn advice(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "check its permissions",
        std::io::ErrorKind::NotFound => "check the path, or where the link leads",
        _ => "check the file",
    }
}

fn walk_trouble(root: &Path, error: &walkdir::Error) -> InputFile {
    let path = error.path().unwrap_or(root);
    let shown = display(path);
    match (error.loop_ancestor(), error.io_error()) {
        (Some(above), _) => {
            let note = format!("{shown}: this link leads back to {}; not followed", display(above));
            InputFile::trouble(path, Status::Warning, note)
        }
        (None, Some(reason)) => {
            InputFile::trouble(path, Status::Error, format!("{shown}: cannot be read: {reason}; {}", advice(reason)))
        }
        (None, None) => InputFile::trouble(path, Status::Error, format!("{shown}: cannot be read: {error}")),
    }
}

fn is_glob(given: &str) -> bool {
    given.contains(['*', '?', '['])
}

/// Adds what a glob matches.
fn expand(pattern: &str, from: Option<Format>, found: &mut Vec<InputFile>) -> Result<(), Error> {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..Default::default() };
    let matches = glob::glob_with(pattern, options).map_err(|e| {
        Error::Usage(format!("{pattern}: not a valid pattern: {e}; quote [ as [[] if the file is called so"))
    })?;
    // `*.log` asks for .log files, `news/*` does not ask for the pictures there
    let named = pattern.rsplit_once('.').is_some_and(|(_, e)| !e.is_empty() && !e.contains(['*', '?', '[', '/', '\\']));
    for entry in matches {
        match entry {
            Ok(path) if path.is_dir() || named || from.is_some() || known(&path) => enter(&path, from, found),
            Ok(_) => {}
            Err(e) => {
                let note = format!("{}: cannot be read: {}; {}", display(e.path()), e.error(), advice(e.error()));
                found.push(InputFile::trouble(e.path(), Status::Error, note));
            }
        }
    }
    Ok(())
}

/// Whether the file name has a known extension.
fn known(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
    format_of(Compression::of(&name).1).is_some()
}

/// The format a file name (without its packing) asks for.
fn format_of(name: &str) -> Option<Format> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "txt" => Format::Txt,
        "md" | "markdown" => Format::Md,
        "html" | "htm" | "xhtml" => Format::Html,
        "jsonl" | "ndjson" => Format::Jsonl,
        "csv" => Format::Csv,
        _ => return None,
    })
}

/// The path as tables and messages show it: see [`InputFile::display`].
fn display(path: &Path) -> String {
    let plain: PathBuf = path.components().filter(|c| !matches!(c, Component::CurDir)).collect();
    let shown = plain.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' if shown.is_empty() => ".".to_owned(),
        '/' => shown.into_owned(),
        other => shown.replace(other, "/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(found: &[InputFile], root: &Path) -> Vec<String> {
        let root = format!("{}/", display(root));
        found.iter().map(|s| s.display.replace(&root, "")).collect()
    }

    #[test]
    fn folders_files_and_globs_give_each_file_once_in_one_order() {
        let dir = tempfile::tempdir().expect("tempdir");
        let root = dir.path();
        for f in
            ["b/z.md", "b/.hidden.txt", ".git/x.txt", "a.TXT", "a.html.gz", "feed.ndjson.zst", "pic.png", "note.log"]
        {
            fs::create_dir_all(root.join(f).parent().expect("parent")).expect("mkdir");
            fs::write(root.join(f), "x").expect("write");
        }
        let at = |s: &str| root.join(s).to_string_lossy().into_owned();
        let all = ["a.TXT", "a.html.gz", "b/z.md", "feed.ndjson.zst"];
        for (args, expected) in [
            (vec![at("")], all.to_vec()),
            (vec![at("b/z.md"), at("./a.TXT"), at(""), at("a.*")], all.to_vec()),
            (vec![at("*")], all.to_vec()),
            (vec![at("*.log"), at("b/*.md")], vec!["b/z.md", "note.log"]),
            (vec![at("note.log")], vec!["note.log"]),
        ] {
            let found = find(&args, None).expect("found");
            assert_eq!(names(&found, root), expected, "{args:?}");
        }
        let found = find(&[at("feed.ndjson.zst")], None).expect("found");
        assert_eq!((found[0].format, found[0].compression), (Format::Jsonl, Compression::Zstd));
        assert_eq!(find(&[at("note.log")], Some(Format::Md)).expect("found")[0].format, Format::Md);
    }

    #[test]
    fn nothing_is_an_error_and_something_beside_nothing_is_a_document() {
        let dir = tempfile::tempdir().expect("tempdir");
        let empty = dir.path().to_string_lossy().into_owned();
        for args in [vec![empty.clone()], vec![format!("{empty}/no.txt")], vec![format!("{empty}/*.md")]] {
            assert!(matches!(find(&args, None), Err(Error::NothingMatched(_))), "{args:?}");
        }
        fs::write(dir.path().join("a.txt"), "x").expect("write");
        let found = find(&[empty.clone(), format!("{empty}/typo.txt")], None).expect("found");
        assert_eq!(found.len(), 2);
        assert!(matches!(&found[1].trouble, Some((Status::Error, note)) if note.contains("does not exist")));
        assert!(matches!(find(&["[".to_owned()], None), Err(Error::Usage(_))));
    }

    #[test]
    fn an_earlier_output_holds_no_articles() {
        let dir = tempfile::tempdir().expect("tempdir");
        for (file, text) in [
            ("a.txt", "x"),
            ("out/findings.csv", "x"),
            ("out/sub/b.txt", "x"),
            ("out/datapackage.json", "{\"totsugo\":{\"version\":\"0\"}}"),
            ("data/datapackage.json", "{\"name\":\"of others\"}"),
            ("data/c.csv", "x"),
        ] {
            fs::create_dir_all(dir.path().join(file).parent().expect("parent")).expect("mkdir");
            fs::write(dir.path().join(file), text).expect("write");
        }
        let found = find(&[dir.path().to_string_lossy().into_owned()], None).expect("found");
        assert_eq!(names(&found, dir.path()), ["a.txt", "data/c.csv", "out"]);
        assert!(matches!(&found[2].trouble, Some((Status::Warning, note)) if note.contains("an earlier output")));
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_is_noted_and_survived() {
        let dir = tempfile::tempdir().expect("tempdir");
        fs::create_dir(dir.path().join("sub")).expect("mkdir");
        fs::write(dir.path().join("sub/a.txt"), "x").expect("write");
        std::os::unix::fs::symlink(dir.path(), dir.path().join("sub/up")).expect("link");
        std::os::unix::fs::symlink(dir.path().join("gone.txt"), dir.path().join("dead.txt")).expect("link");
        let found = find(&[dir.path().to_string_lossy().into_owned()], None).expect("found");
        assert_eq!(names(&found, dir.path()), ["dead.txt", "sub/a.txt", "sub/up"]);
        assert!(matches!(&found[0].trouble, Some((Status::Error, _))));
        assert!(matches!(&found[2].trouble, Some((Status::Warning, note)) if note.contains("leads back")));
    }
}
