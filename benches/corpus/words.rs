//! The words of made-up letters, in pairs: each Dutch word has one in English. Frequent words are real, the others could be.

/// What is said in Dutch and in English.
pub type Both = [String; 2];

/// Numbers that look random and are the same on every machine: Steele, Lea and Flood's SplitMix64.
pub struct Chance(u64);

impl Chance {
    /// The numbers that follow from a seed.
    pub fn new(seed: usize) -> Self {
        Self(seed as u64 ^ 0x5851_f42d_4c95_7f2d)
    }

    /// The next number.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 32).unwrap_or_default() % end.max(1)
    }
}

/// Frequent words, the most frequent first. None denies, weakens, counts or says up to what: a translation must keep such words, and
/// the build would look for them on both sides.
const FREQUENT: &str = "de the,van of,het that,een a,in in,en and,is is,dat what,op on,tijdens during,voor for,met with,zijn are,die who,
om so,ook also,als when,bij near,door by,deze these,wordt becomes,volgens per,er there,heeft has,over concerning,uit from,kan can,hun their,
of or,tegen against,wij we,kabinet cabinet,Kamer House,minister minister,staatssecretaris secretary,brief letter,besluit decision,
voorstel proposal,onderzoek research,subsidie grant,stichting foundation,provincie province,regio region,vergunning permit,water water,
haven harbour,brug bridge,spoor railway,weg road,kosten costs,begroting budget,toezicht supervision,wet act,planning planning,
uitvoering execution,gebruik use,beheer management,netwerk network,school school,zorg care,landbouw farming,natuur nature,energie energy,
warmte heat,opslag storage,rekenkracht computing,gegevens data,veiligheid safety,openbaar public,bestuur board,raad council,
burgers citizens,bedrijven companies,ondernemers entrepreneurs,universiteit university,ziekenhuis hospital,woningen homes,grond soil,
bouw building,locatie location,termijn term,overleg talks,advies advice,rapport report,bijlage annex,toelichting explanation,
vraag question,antwoord answer,motie motion,debat debate,commissie committee,verordening regulation,aanbesteding procurement,
samenwerking cooperation,ontwikkeling development,voortgang progress,evaluatie evaluation,risico risk,middelen means,
bijdrage contribution,regeling scheme,innovatie innovation,economie economy,kennis knowledge,talent talent,arbeidsmarkt labour,
onderwijs teaching,industrie industry,infrastructuur infrastructure,capaciteit capacity,aansluiting connection,stroom power,kabel cable,
station station,verkeer traffic,geluid noise,lucht air,bodem ground,klimaat climate,strategie strategy,visie vision,beleid policy,
financiële financial,coördinatie coordination,Europese European,nationale national,regionale regional,gezamenlijke joint,nieuwe new,
grote large,wil wants,moet must,gaat goes,komt comes,staat stands,ligt lies,blijft stays,vindt finds,geeft gives,maakt makes,neemt takes,
ziet sees,helpt helps,werkt works,toont shows,begint begins,bouwt builds,betaalt pays,vraagt asks,meldt reports,verwacht expects,
onderzoekt studies";

/// What other words are made of, sixty-four pairs.
const PARTS: &str = "haven harbour,brug bridge,spoor rail,weg road,water water,dijk dike,land land,stad town,dorp village,veld field,
bos wood,zee sea,meer lake,stroom stream,kracht force,licht light,warmte heat,lucht air,grond ground,steen stone,hout timber,ijzer iron,
staal steel,glas glass,werk work,bouw craft,huis house,kamer chamber,raad council,dienst service,bank bank,markt market,prijs price,
geld money,rente profit,lening loan,wet law,recht right,plan plan,kaart map,boek book,blad leaf,woord word,taal speech,school school,
leer study,kennis skill,reken compute,net grid,draad wire,kabel cable,motor engine,schip ship,trein train,wagen wagon,paard horse,
schaap sheep,koren corn,meel flour,brood bread,tuin garden,zorg care,arts doctor,proef trial";

/// How those words end, eight pairs.
const ENDINGS: [[&str; 2]; 8] =
    [["", ""], ["en", "s"], ["ing", "ing"], ["heid", "ness"], ["er", "er"], ["achtig", "like"], ["schap", "ship"], ["s", "ed"]];

/// The pairs of a list.
fn pairs(list: &str) -> Vec<[&str; 2]> {
    list.split(',').filter_map(|pair| pair.trim().split_once(' ')).map(|(nl, en)| [nl, en]).collect()
}

/// All words of a corpus, drawn as often as their ranks say.
pub struct Vocabulary {
    /// Frequent words.
    frequent: Vec<[&'static str; 2]>,
    /// What other words are made of.
    parts: Vec<[&'static str; 2]>,
    /// For each rank, how often it and all before it are drawn.
    sums: Vec<u64>,
}

impl Vocabulary {
    /// The vocabulary of a corpus of so many words. It grows by Heaps' law with the numbers of news (Manning, Raghavan, Schütze: 44
    /// times the square root, nearly), and is drawn from by Zipf's: the word of rank r is drawn 1 / (r + 2) as often as the first.
    pub fn new(n_words: usize) -> Self {
        let mut sum = 0;
        let sums = (0..44 * n_words.isqrt() as u64).map(|rank| {
            sum += (1 << 32) / (rank + 2);
            sum
        });
        Self { sums: sums.collect(), frequent: pairs(FREQUENT), parts: pairs(PARTS) }
    }

    /// The word of a rank.
    pub fn word(&self, rank: usize) -> [String; 2] {
        if let Some([nl, en]) = self.frequent.get(rank) {
            return [(*nl).to_owned(), (*en).to_owned()];
        }
        let made = rank - self.frequent.len();
        let n_parts = self.parts.len();
        let ending = ENDINGS[made / n_parts % ENDINGS.len()];
        let mut rest = made / n_parts / ENDINGS.len();
        let first = made % n_parts;
        // Neighbours in rank have neither the first nor the second part in common.
        let mut parts = vec![first, (rest + 7 * first) % n_parts];
        while n_parts <= rest {
            rest /= n_parts;
            parts.push(rest % n_parts);
        }
        [0, 1].map(|side| parts.iter().map(|part| self.parts[*part][side]).collect::<String>() + ending[side])
    }

    /// A word drawn.
    pub fn draw(&self, chance: &mut Chance) -> [String; 2] {
        let total = self.sums.last().copied().unwrap_or(1);
        let wanted = chance.next() % total;
        self.word(self.sums.partition_point(|sum| *sum <= wanted))
    }

    /// The name of a place, the same in both languages; no two are alike.
    pub fn place(&self, idx: usize) -> String {
        let n_parts = self.parts.len();
        let tail = ["veld", "huizen", "wolde", "kerk", "horst", "beek", "oord"][idx % 7];
        let name: String = [idx % n_parts, (idx / n_parts + 5 * idx + 11) % n_parts].iter().map(|part| self.parts[*part][0]).collect();
        capital(&(name + tail))
    }
}

/// A text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
