//! Compiles IPADIC into `OUT_DIR`, from the source archive that cargo already holds.
//!
//! Nothing is downloaded here. The root package names `lindera-ipadic` 0.18.0 as a build-dependency
//! but has no build script, so cargo fetches, checks and vendors that crate without compiling it;
//! the archive inside it is all that is wanted. See README.md for the rows that are added.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use encoding_rs::EUC_JP;
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::Dictionary;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The crate that carries the archive. The root Cargo.toml pins the same version.
const CARRIER: &str = "lindera-ipadic";
const CARRIER_VERSION: &str = "0.18.0";

/// Characters that EUC-JP decoders disagree on: what encoding_rs gives, and what texts also use.
const VARIANTS: [(char, char); 7] = [
    ('\u{FF5E}', '\u{301C}'), // wave dash
    ('\u{FF0D}', '\u{2212}'), // minus
    ('\u{2015}', '\u{2014}'), // dash
    ('\u{2225}', '\u{2016}'), // double bar
    ('\u{FFE0}', '\u{00A2}'), // cent
    ('\u{FFE1}', '\u{00A3}'), // pound
    ('\u{FFE2}', '\u{00AC}'), // not sign
];

fn main() -> Result<()> {
    for path in ["build.rs", "metadata.json", "extra.csv"] {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-env-changed=IPADIC_ARCHIVE");

    let out = PathBuf::from(env::var("OUT_DIR")?);
    // `embedded_dictionary!` reads its files below this directory.
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", out.display());

    let source = out.join("source");
    let built = out.join("lindera-ipadic");
    for dir in [&source, &built] {
        if dir.exists() {
            fs::remove_dir_all(dir)?;
        }
        fs::create_dir_all(dir)?;
    }
    unpack(&find_archive()?, &source, &out)?;
    fs::copy("extra.csv", source.join("Extra.csv"))?;

    let metadata = serde_json::from_str(&fs::read_to_string("metadata.json")?)?;
    DictionaryBuilder::new(metadata).build_dictionary(&source, &built)?;
    fs::remove_dir_all(&source)?;
    write_pos_table(&built, &out)
}

/// Finds the archive: named by the packager, in cargo's package graph, or in cargo's cache.
fn find_archive() -> Result<PathBuf> {
    if let Some(path) = env::var_os("IPADIC_ARCHIVE").map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", path.display());
        return match path.is_file() {
            true => Ok(path),
            false => Err(format!("IPADIC_ARCHIVE: no such file: {}", path.display()).into()),
        };
    }
    carriers_in_graph()
        .into_iter()
        .chain(carriers_in_cache())
        .find_map(|dir| archive_in(&dir.join("resources")))
        .ok_or_else(|| {
            format!(
                "the IPADIC source archive was not found: {CARRIER} {CARRIER_VERSION} is neither in \
                 the package graph nor in cargo's cache. Run `cargo fetch` (or `cargo vendor`), or \
                 set IPADIC_ARCHIVE to mecab-ipadic-2.7.0-20070801.tar.gz"
            )
            .into()
        })
}

/// Asks cargo where the carrier lies; this is what finds a vendored copy.
///
/// Offline and locked, so it neither downloads nor writes. It fails when a package of the graph was
/// never needed and so never downloaded (development dependencies); the cache is then asked instead.
fn carriers_in_graph() -> Vec<PathBuf> {
    let host = env::var("HOST").unwrap_or_default();
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        .args(["--filter-platform", &host])
        .output();
    let Ok(output) = output else {
        return Vec::new();
    };
    let graph: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let packages = graph["packages"].as_array().cloned().unwrap_or_default();
    packages
        .iter()
        .filter(|p| p["name"] == CARRIER && p["version"] == CARRIER_VERSION)
        .filter_map(|p| Some(Path::new(p["manifest_path"].as_str()?).parent()?.to_owned()))
        .collect()
}

/// Looks for the unpacked carrier of every registry (crates.io or a mirror) in cargo's cache.
fn carriers_in_cache() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    registries
        .into_iter()
        .flatten()
        .flatten()
        .map(|registry| registry.path().join(format!("{CARRIER}-{CARRIER_VERSION}")))
        .collect()
}

fn archive_in(dir: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(dir).ok()?.flatten();
    entries.map(|entry| entry.path()).find(|path| path.to_string_lossy().ends_with(".tar.gz"))
}

/// Writes the dictionary sources as UTF-8 to `source`, and the licence to `out/NOTICE`.
fn unpack(archive: &Path, source: &Path, out: &Path) -> Result<()> {
    let reader = flate2::read::GzDecoder::new(BufReader::new(File::open(archive)?));
    let mut notice = false;
    for entry in tar::Archive::new(reader).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let (csv, def) = (name.ends_with(".csv"), name.ends_with(".def"));
        if !csv && !def && name != "COPYING" {
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        if name == "COPYING" {
            // ASCII, but for two stray bytes after the last line.
            bytes.retain(u8::is_ascii);
            fs::write(out.join("NOTICE"), bytes.trim_ascii_end())?;
            notice = true;
            continue;
        }
        let (text, _, malformed) = EUC_JP.decode(&bytes);
        if malformed {
            return Err(format!("{}: {name} is not EUC-JP", archive.display()).into());
        }
        if csv {
            fs::write(source.join(name), with_variants(&text))?;
        } else {
            fs::write(source.join(name), text.as_bytes())?;
        }
    }
    match notice {
        true => Ok(()),
        false => Err(format!("{}: COPYING, the licence, is missing", archive.display()).into()),
    }
}

/// Repeats each row with a doubtful character in its surface in the other code points.
fn with_variants(text: &str) -> String {
    let mut rows = String::with_capacity(text.len() + 1024);
    for row in text.lines() {
        rows.push_str(row);
        rows.push('\n');
        let surface = row.split(',').next().unwrap_or(row);
        if VARIANTS.iter().any(|&(from, _)| surface.contains(from)) {
            let swap = |c| VARIANTS.iter().find(|v| v.0 == c).map_or(c, |v| v.1);
            rows.extend(row.chars().map(swap));
            rows.push('\n');
        }
    }
    rows
}

/// Writes the part of speech of every word id, so that the program need not read details for it.
///
/// The ids are those the builder gave, hence the table is read back from the built dictionary.
fn write_pos_table(built: &Path, out: &Path) -> Result<()> {
    let dictionary = Dictionary::load_from_path(built)?;
    let words = dictionary.prefix_dictionary.word_count();
    let mut names: HashMap<Vec<&str>, u8> = HashMap::new();
    let mut lines = String::new();
    let mut ids = Vec::with_capacity(words);
    for word in 0..words {
        let name: Vec<&str> = dictionary.word_details_iter(word).take(4).collect();
        let id = match names.get(&name) {
            Some(&id) => id,
            None => {
                let id = u8::try_from(names.len())?;
                lines.push_str(&name.join(","));
                lines.push('\n');
                names.insert(name, id);
                id
            }
        };
        ids.push(id);
    }
    fs::write(out.join("pos_ids.bin"), ids)?;
    fs::write(out.join("pos_names.txt"), lines)?;
    Ok(())
}
