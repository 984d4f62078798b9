//! `peers prove FOLDER`, `peers time`, `peers tables`, `peers names`, and `peers run ENGINE TIMES`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |text: &String| text.parse().expect("a number");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["prove", folder] => sangloc_bench::prove(Path::new(folder))?,
        ["time"] => sangloc_bench::times(),
        ["tables"] => sangloc_bench::tables(),
        ["names"] => sangloc_bench::names(),
        ["run", ..] if arguments.len() == 3 => {
            sangloc_bench::once(number(&arguments[1]), number(&arguments[2]));
        }
        _ => panic!("peers prove FOLDER | time | tables | names | run ENGINE TIMES"),
    }
    Ok(())
}
