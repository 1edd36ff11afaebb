use super::*;

#[test]
fn the_template_says_the_defaults_and_nothing_else() {
    assert_eq!(Config::read(TEMPLATE), Ok(Config::default()));
    let shown: String = TEMPLATE
        .lines()
        .map(|l| l.strip_prefix("# ").filter(|l| l.contains(" = ")).unwrap_or(l).to_owned() + "\n")
        .collect();
    let read = Config::read(&shown).expect("every example in it can be used");
    let effective = Config::default().effective();
    assert_eq!(
        (&read.paths, &read.output, read.max_document, read.headers, read.lang),
        (&effective.paths, &effective.output, effective.max_document, effective.headers, effective.lang)
    );
    assert_eq!((read.check.fail_on, &read.check.out), (effective.check.fail_on, &effective.check.out));
    assert!(read.rules.iter().all(|(name, level)| effective.rules[name] == *level));
    assert_eq!(read.tolerances().0.len(), 3);
}

#[test]
fn what_is_printed_reads_back() {
    let text = "paths = [\"a\"]\n[check]\nout = [\"sarif=x.sarif\", \"text\"]\n[rules]\nsum = \"off\"\n[tolerance]\n\"*\" = \"1%\"\n";
    let effective = Config::read(text).expect("read").below(std::path::Path::new("..")).effective();
    assert_eq!(
        (effective.paths[0].as_str(), effective.output.as_deref()),
        ("../a", Some(std::path::Path::new("output")))
    );
    assert_eq!(effective.check.out[0].path.as_deref(), Some(std::path::Path::new("../x.sarif")));
    assert_eq!(Config::read(&effective.to_toml()), Ok(effective));
}

#[test]
fn mistakes_are_placed_and_understood() {
    for (text, place, what) in [
        ("pathes = []", (1, 1), "did you mean `paths`?"),
        ("[check]\nfail-on = \"eror\"", (2, 11), "did you mean `error`?"),
        ("[check]\nfail_on = \"error\"", (2, 1), "did you mean `fail-on`?"),
        ("[rules]\ndate-weekdy = \"off\"", (2, 1), "did you mean `date-weekday`?"),
        ("[rules]\nsum = \"of\"", (2, 7), "did you mean `off`?"),
        ("[check]\nout = [\"text\", \"pdf\"]", (2, 7), "is no format"),
        ("[tolerance]\n\"売上高\" = \"少し\"", (2, 9), "is no tolerance"),
        ("[tolerance]\n\"停止\" = \"1000000000000000日\"", (2, 8), "is no tolerance"),
        ("[tolerance]\n\"停止\" = \"30ふん\"", (2, 8), "is no unit of amounts"),
        ("max-document = 0", (1, 16), "from 1 to 1024"),
        ("[check]\nfail-on = 3", (2, 11), "put it in quotes"),
        ("[check]\nout = \"text\"", (2, 7), "put it in brackets"),
        ("[tolerance]\n\"*\" = 3", (2, 7), "put it in quotes"),
        ("paths = [", (1, 10), ""),
    ] {
        let (line, column, why) = Config::read(text).expect_err(text);
        assert!((line, column) == place && why.contains(what), "{text}: {line}:{column} {why}");
    }
}
