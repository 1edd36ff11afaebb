//! Articles about invented events, as many as wanted: each event is told by some sources in words of their own, mostly
//! alike, sometimes rounded, later or wrong. The same on every machine and in every run.

use totsugo::internals::corpus::{Format, RawDocument};

/// Knuth's MMIX generator; the high bits are good enough to choose with.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const FIRST: [&str; 32] = [
    "朝", "霧", "白", "青", "黒", "赤", "松", "竹", "梅", "桜", "北", "南", "東", "西", "大", "小", "高", "広", "浅",
    "深", "清", "花", "月", "星", "雪", "風", "石", "岩", "滝", "鷹", "鶴", "亀",
];
const SECOND: [&str; 32] = [
    "沢", "浜", "崎", "野", "原", "田", "川", "島", "山", "谷", "森", "里", "坂", "橋", "港", "瀬", "岡", "倉", "塚",
    "淵", "戸", "津", "見", "池", "根", "尾", "口", "宮", "寺", "城", "丘", "平",
];
const THIRD: [&str; 24] = [
    "南", "北", "東", "西", "上", "下", "中", "新", "本", "元", "内", "外", "一", "二", "三", "四", "五", "六", "七",
    "八", "九", "十", "前", "奥",
];
const SOURCES: [&str; 8] =
    ["朝凪通信", "夕波新聞", "北灯日報", "南風タイムス", "潮見ニュース", "山びこ経済", "みなと週報", "丘の上新報"];

/// Sources that tell one event.
const TELLERS: usize = 4;

/// Articles without end, those about one event next to each other.
pub fn articles() -> impl Iterator<Item = RawDocument> + Send + 'static {
    (0..).flat_map(|event| (0..TELLERS).map(move |teller| article(event, teller)))
}

/// What happened, by the event's number.
struct Event {
    place: String,
    company: String,
    year: usize,
    month: usize,
    day: usize,
    money: usize,
    people: usize,
    things: usize,
    hour: usize,
    minute: usize,
}

fn event(number: usize) -> Event {
    let mut lcg = Lcg(number as u64 * 7_919 + 20_180_126);
    (0..4).for_each(|_| {
        lcg.below(2);
    });
    let name = |n: usize| format!("{}{}{}", THIRD[n / 1024 % 24], FIRST[n % 32], SECOND[n / 32 % 32]);
    Event {
        place: name(number) + "市",
        company: name(number + 12_345) + "工業",
        year: 2010 + lcg.below(14),
        month: 1 + lcg.below(12),
        day: 1 + lcg.below(26),
        money: 11 + lcg.below(900),
        people: 12 + lcg.below(480),
        things: 1_000 + lcg.below(90_000),
        hour: 6 + lcg.below(12),
        minute: 1 + lcg.below(58),
    }
}

fn article(number: usize, teller: usize) -> RawDocument {
    let e = event(number);
    let mut lcg = Lcg((number * 31 + teller) as u64 + 7);
    // one source in nine gets a number wrong
    let slip = |n: usize, lcg: &mut Lcg| if lcg.below(9) == 0 { n + 1 + lcg.below(n) } else { n };
    let Event { place, company, year, month, day, money, .. } = &e;
    let (people, things) = (slip(e.people, &mut lcg), slip(e.things, &mut lcg));
    let loss = lcg.pick(&["被害額は", "損害は", "損失額は合わせて"]);
    let about = lcg.pick(&["", "約", "およそ"]);
    let hurt = lcg.pick(&["がけがをした", "が負傷した", "が病院に運ばれ、手当てを受けた"]);
    let stopped = lcg.pick(&["停電は", "停電したのは", "電気が止まったのは"]);
    let source = SOURCES[(number + teller) % SOURCES.len()];
    let (published, next) = (day + teller / 2, day + 1);
    let text = format!(
        "---\ntitle: {place}の工場で爆発\nsource: {source}\npublished: {year}-{month:02}-{published:02}\n---\n\
         {year}年{month}月{day}日午前{hour}時{minute}分ごろ、{place}にある{company}の工場で爆発が起きた。{people}人{hurt}。\
         {stopped}{things}戸に上った。\n\n{company}は{month}月{next}日に記者会見を開き、{loss}{about}{money}億円になるとの見通しを示した。\
         工場は従業員{staff}人で、生産額は年{made}億円。再開は{again}月{day}日の予定だ。\n",
        hour = e.hour,
        minute = e.minute,
        staff = e.people * 3,
        made = e.money * 2,
        again = month % 12 + 1,
    );
    RawDocument::new(format!("e{number:06}/{teller}.md"), Format::Md, text.into_bytes())
}
