// The data files of one language, loaded when a question needs them: what is missing is noted as wanted, loaded, and the question asked again.
// Classic scripts without fetch, modules or eval: they load the same from a server and from a disk.
(function (find) {
  "use strict";

  /** Loads the data files of a language by adding scripts to the page, each once; one that fails is asked for again. */
  function reader(root, lang) {
    const asked = new Map();
    const add = (name) => new Promise((resolve, reject) => {
      const key = lang + "/" + name;
      const script = document.createElement("script");
      const isThere = () => Object.hasOwn(globalThis.dossierSearch || {}, key);
      const fail = () => {
        script.remove();
        asked.delete(name);
        reject(new Error("search/" + key + ".js"));
      };
      script.src = root + "search/" + key + ".js";
      script.onload = () => (isThere() ? resolve(globalThis.dossierSearch[key]) : fail());
      script.onerror = fail;
      document.head.append(script);
    });
    return (name) => {
      if (!asked.has(name)) asked.set(name, add(name));
      return asked.get(name);
    };
  }

  /** A data file where it is at hand; else null, and it is wanted. */
  function piece(engine, name) {
    if (engine.pieces.has(name)) return engine.pieces.get(name);
    engine.wanted.add(name);
    engine.misses += 1;
    return null;
  }

  /** What something gives, and whether files were missing for it: then it says nothing yet of what there is. */
  function watch(engine, look) {
    const misses = engine.misses;
    const found = look();
    return { found, isMissing: engine.misses > misses };
  }

  /** The names of the files that are wanted; they no longer are. */
  function take(engine) {
    const names = Array.from(engine.wanted);
    engine.wanted.clear();
    return names;
  }

  /** Loads what is wanted, or the files of these names. */
  async function settle(engine, names = take(engine)) {
    const found = await Promise.all(names.map(engine.read));
    names.forEach((name, idx) => {
      if (engine.pieces.has(name)) return;
      engine.pieces.set(name, found[idx]);
      engine.arrive(name, found[idx]);
    });
  }

  /**
   * The letter of a section, with those sections that stand in the same file, each at its number within the letter; null where the file
   * is not at hand, and it is wanted.
   */
  function letter(engine, section) {
    const name = engine.fileOf[section];
    const found = piece(engine, name);
    if (found && !engine.letters.has(name)) {
      const sections = new Array(engine.fileOf.indexOf(name) - engine.starts[engine.letterOf[section]]);
      for (const [anchor, heading, blocks] of found.sections) sections.push({ anchor, heading, blocks });
      engine.letters.set(name, { ...found, sections });
    }
    return found && engine.letters.get(name);
  }

  /** Loads the letters of hits. */
  async function load(engine, hits) {
    engine.wanted.clear();
    hits.forEach((hit) => letter(engine, hit.number));
    await settle(engine);
  }

  /** Loads what the letters can be filtered by. */
  const facets = (engine) => engine.read("facets");

  Object.assign(find, { reader, piece, watch, take, settle, letter, load, facets });
})(globalThis.dossierFind = globalThis.dossierFind || {});
