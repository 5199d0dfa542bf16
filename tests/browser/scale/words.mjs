// The words of made-up letters, in pairs: each word has one translation. Frequent words are real, the others could be.

/** How many words there are; the rank-th is used 1 / (rank + 2) as often as the first, as in real texts. */
const N_WORDS = 60_000;

/** Numbers that look random and are the same on each machine: mulberry32. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)] };
}

// Frequent words, Dutch and English, the most frequent first. None denies, weakens, counts or says up to what: a translation must keep such words,
// and the build would look for them on both sides.
const FREQUENT = `de the,van of,het that,een a,in in,en and,is is,dat what,op on,tijdens during,voor for,met with,zijn are,die who,om so,ook also,
als when,bij near,door by,deze these,wordt becomes,volgens per,er there,heeft has,over concerning,uit from,kan can,hun their,of or,tegen against,
wij we,kabinet cabinet,Kamer House,minister minister,staatssecretaris secretary,brief letter,besluit decision,voorstel proposal,
onderzoek research,subsidie grant,gemeente municipality,provincie province,regio region,vergunning permit,water water,haven harbour,
brug bridge,spoor railway,weg road,kosten costs,begroting budget,toezicht supervision,wet act,planning planning,uitvoering execution,
gebruik use,beheer management,netwerk network,school school,zorg care,landbouw farming,natuur nature,energie energy,warmte heat,
opslag storage,rekenkracht computing,gegevens data,veiligheid safety,openbaar public,bestuur board,raad council,burgers citizens,
bedrijven companies,ondernemers entrepreneurs,universiteit university,ziekenhuis hospital,woningen homes,grond soil,bouw building,
locatie location,termijn term,overleg talks,advies advice,rapport report,bijlage annex,toelichting explanation,vraag question,
antwoord answer,motie motion,debat debate,commissie committee,verordening regulation,aanbesteding procurement,samenwerking cooperation,
ontwikkeling development,voortgang progress,evaluatie evaluation,risico risk,middelen means,bijdrage contribution,regeling scheme,
innovatie innovation,economie economy,kennis knowledge,talent talent,arbeidsmarkt labour,onderwijs teaching,industrie industry,
infrastructuur infrastructure,capaciteit capacity,aansluiting connection,stroom power,kabel cable,station station,verkeer traffic,
geluid noise,lucht air,bodem ground,klimaat climate,strategie strategy,visie vision,beleid policy,financiële financial,
coördinatie coordination,Europese European,nationale national,regionale regional,gezamenlijke joint,nieuwe new,grote large,
wil wants,moet must,gaat goes,komt comes,staat stands,ligt lies,blijft stays,vindt finds,geeft gives,maakt makes,neemt takes,ziet sees,
helpt helps,werkt works,toont shows,begint begins,bouwt builds,betaalt pays,vraagt asks,meldt reports,verwacht expects,onderzoekt studies`;

const SOUNDS = {
  nl: {
    begins: "b d f g h j k l m n p r s t v w z b d g h k l m n r s t v w z br dr gr kl kr pl sch sl sp st tr vl".split(" "),
    middles: "a a a aa e e e ee i i ie o o oo u ei ij oe ou ui eu ë".split(" "),
    ends: ["", "", "", "", "", "l", "m", "n", "r", "s", "t", "k", "p", "f", "nd", "rk", "st", "ng"],
    endings: ["", "en", "ing", "heid", "elijke", "atie", "er", "s"],
  },
  en: {
    begins: "b c d f g h j l m n p r s t v w b c d f g h l m n p r s t w bl br ch cl dr fl gr pl pr sh st th tr".split(" "),
    middles: "a a e e i i o o u ea ee oa ou ai oo".split(" "),
    ends: ["", "", "", "", "", "l", "m", "n", "r", "s", "t", "ck", "p", "nd", "rk", "st", "lt", "ng"],
    endings: ["", "s", "ing", "ness", "ly", "ation", "er", "ed"],
  },
};

/** A word without an ending that could be one of the language, and is not yet among those seen. */
function stem({ begins, middles, ends }, numbers, seen) {
  for (;;) {
    const n_syllables = numbers.below(3) === 0 ? 3 : 2;
    const word = Array.from({ length: n_syllables }, () => numbers.pick(begins) + numbers.pick(middles) + numbers.pick(ends)).join("");
    if (4 < word.length && word.length < 13 && !/(.)\1\1|ëë/.test(word) && !seen.has(word)) {
      seen.add(word);
      return word;
    }
  }
}

/** Every word as a pair [Dutch, English], the most frequent first. A stem has its endings at ranks far apart. */
export function vocabulary() {
  const frequent = FREQUENT.split(/,\s*/).map((pair) => pair.split(" "));
  const numbers = random(60);
  const seen = { nl: new Set(), en: new Set() };
  const n_made = N_WORDS - frequent.length;
  const n_stems = Math.ceil(n_made / 4);
  const stems = Array.from({ length: n_stems }, () => ["nl", "en"].map((lang) => stem(SOUNDS[lang], numbers, seen[lang])));
  const made = Array.from({ length: n_made }, (_, idx) => {
    const ending = (Math.floor(idx / n_stems) * 2 + (idx % 2)) % SOUNDS.nl.endings.length;
    const [nl, en] = stems[idx % n_stems];
    return [nl + SOUNDS.nl.endings[ending], en + SOUNDS.en.endings[ending]];
  });
  return [...frequent, ...made];
}

/** Draws pairs of words as often as their ranks say. */
export function drawing(pairs) {
  const sums = new Float64Array(pairs.length);
  pairs.reduce((sum, _, rank) => (sums[rank] = sum + 1 / (rank + 2)), 0);
  const total = sums[pairs.length - 1];
  return (numbers) => {
    const wanted = numbers.next() * total;
    let [low, high] = [0, pairs.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return pairs[low];
  };
}

/** Made-up names of places, the same in both languages. */
export function names(count) {
  const numbers = random(8);
  const seen = new Set();
  const tails = ["veld", "huizen", "dijk", "meer", "wolde", "kerk", "horst", "brug", "beek", "oord"];
  return Array.from({ length: count }, () => {
    const name = stem(SOUNDS.nl, numbers, seen).replaceAll("ë", "e") + numbers.pick(tails);
    return name[0].toUpperCase() + name.slice(1);
  });
}
