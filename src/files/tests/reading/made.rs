//! Workbooks made for the tests, byte by byte, as spreadsheets write them.

/// An XLSX file of these parts, packed but not compressed.
pub fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    let short = |value: usize| u16::try_from(value).unwrap().to_le_bytes();
    let long = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
    for (name, text) in parts {
        let at = file.len();
        file.extend(b"PK\x03\x04");
        file.extend([0; 14]);
        file.extend([long(text.len()), long(text.len())].concat());
        file.extend([short(name.len()), short(0)].concat());
        file.extend(name.as_bytes());
        file.extend(text.as_bytes());
        list.extend(b"PK\x01\x02");
        list.extend([0; 16]);
        list.extend([long(text.len()), long(text.len())].concat());
        list.extend([short(name.len()), short(0)].concat());
        list.extend([0; 10]);
        list.extend(long(at));
        list.extend(name.as_bytes());
    }
    let at = file.len();
    file.extend(&list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([short(parts.len()), short(parts.len())].concat());
    file.extend([long(list.len()), long(at)].concat());
    file.extend([0, 0]);
    file
}

/// A workbook of sheets, each a name, what stands before the cells, the rows' cells and what
/// stands behind them.
pub struct Xlsx {
    pub properties: &'static str,
    pub sheets: Vec<(&'static str, String)>,
    pub comments: Option<String>,
}

/// Styles 0 to 4: plain, date, time, date and time, and a date of the writer's own.
const STYLES: &str = r#"<styleSheet><numFmts count="1"><numFmt numFmtId="170" formatCode="[$-413]ddd\ d&quot;e&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs></styleSheet>"#;

impl Xlsx {
    pub fn bytes(&self) -> Vec<u8> {
        let mut parts = vec![("xl/styles.xml", STYLES.to_owned())];
        let listed = self.sheets.iter().enumerate().map(|(at, (name, _))| {
            let state = if name.starts_with('~') {
                "hidden"
            } else {
                "visible"
            };
            format!(r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="r{at}"/>"#)
        });
        let listed: String = listed.collect();
        let book = format!(
            "<workbook>{}<sheets>{listed}</sheets></workbook>",
            self.properties
        );
        parts.push(("xl/workbook.xml", book));
        let names = ["xl/a.xml", "xl/b.xml", "xl/c.xml"];
        let links = (0..self.sheets.len()).map(|at| {
            let target = names[at].trim_start_matches("xl/");
            format!(r#"<Relationship Id="r{at}" Type="x/worksheet" Target="{target}"/>"#)
        });
        let links: String = links.collect();
        let links = format!(
            r#"<Relationships>{links}<Relationship Id="s" Type="x/styles" Target="/xl/styles.xml"/></Relationships>"#
        );
        parts.push(("xl/_rels/workbook.xml.rels", links));
        for ((_, text), name) in self.sheets.iter().zip(names) {
            parts.push((
                name,
                format!("<?xml version=\"1.0\"?>\r\n<x:worksheet>{text}</x:worksheet>"),
            ));
        }
        if let Some(comments) = &self.comments {
            let link = r#"<Relationships><Relationship Id="c" Type="x/comments" Target="../notes.xml"/></Relationships>"#;
            parts.push(("xl/_rels/a.xml.rels", link.to_owned()));
            parts.push(("notes.xml", comments.clone()));
        }
        archive(&parts)
    }
}

/// A cell with words.
pub fn word(place: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

/// A cell with a number in a style.
pub fn number(place: &str, style: usize, value: f64) -> String {
    format!(r#"<c r="{place}" s="{style}"><v>{value}</v></c>"#)
}

/// An XLS file of these records.
pub fn xls(globals: &[(u16, Vec<u8>)], sheet: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |(number, data): &(u16, Vec<u8>)| {
        let length = u16::try_from(data.len()).unwrap();
        [&number.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let all = |records: &[(u16, Vec<u8>)]| records.iter().flat_map(record).collect::<Vec<u8>>();
    // The list of sheets says where the sheet begins: behind the list itself.
    let begin = (0x809, [&0x600_u16.to_le_bytes()[..], &[5, 0]].concat());
    let before = all(std::slice::from_ref(&begin)).len() + all(globals).len();
    let at = u32::try_from(before + 4 + 14 + 4).unwrap();
    let listed = (
        0x85,
        [&at.to_le_bytes()[..], &[0, 0, 6, 0], b"Blad 1"].concat(),
    );
    let mut stream = all(std::slice::from_ref(&begin));
    stream.extend(all(globals));
    stream.extend(all(&[listed, (0x0a, Vec::new()), begin]));
    stream.extend(all(sheet));
    stream.extend(all(&[(0x0a, Vec::new())]));
    boxed(&stream)
}

/// Puts a stream into a file system of sectors.
fn boxed(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    let length = stream.len().max(4096);
    let sectors = length.div_ceil(SECTOR);
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(SECTOR, 0);
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(30, &[9, 0, 6, 0]);
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &u32::MAX.to_le_bytes()[..]);
    put(68, &0xffff_fffe_u32.to_le_bytes());
    put(76, &[0xff; 436]);
    put(76, &0_u32.to_le_bytes());
    // Sector 0 is the table, 1 the directory, the stream follows.
    let mut table = vec![0xffff_fffd_u32, 0xffff_fffe];
    table.extend((3..2 + sectors).map(|next| u32::try_from(next).unwrap()));
    table.push(0xffff_fffe);
    table.resize(SECTOR / 4, u32::MAX);
    file.extend(table.iter().flat_map(|next| next.to_le_bytes()));
    let entry = |name: &str, kind: u8, first: u32, length: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide = u8::try_from(entry.len() + 2).unwrap();
        entry.resize(128, 0);
        (entry[64], entry[66]) = (wide, kind);
        entry[116..120].copy_from_slice(&first.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(length).unwrap().to_le_bytes());
        entry
    };
    file.extend(entry("Root Entry", 5, 0xffff_fffe, 0));
    file.extend(entry("Workbook", 2, 2, length));
    file.extend([0; 256]);
    file.extend(stream);
    file.resize((2 + 1 + sectors) * SECTOR, 0);
    file
}
