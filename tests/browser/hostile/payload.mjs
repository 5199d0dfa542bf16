// What an attacker would write, each with a number of its own, so that a watcher can say which field got through.

/** The host that no page may ever ask. */
export const CANARY = "canary.example";

/** The function that every payload calls: the watcher puts it into each page. */
export const ALARM = "__pwned";

/**
 * A text that is code wherever it is not escaped: in text, in attributes with either quote, in scripts, titles, styles, comments,
 * CDATA, templates, escaped twice, and as an address. `start` is what it begins with.
 */
export function payload(number, start = "javascript:") {
  const call = `${ALARM}(${number})`;
  return [
    `${start}${call}//"'><script>${call}</script>`,
    `<img src=x onerror=${call}><svg/onload=${call}><iframe src=javascript:parent.${call}>`,
    `</title></textarea></style></noscript></svg>--><!-- --!><script>${call}</script>]]><script>${call}</script>`,
    `&lt;img src=x onerror=${call}&gt;&amp;lt;script&amp;gt;`,
    `{{ 7 * 7 }}{% raw %}{# #}\${${call}}\`${call}\``,
    `" onmouseover="${call}" onfocus="${call}" autofocus x='`,
    `';${call};//\\';${call};//\\";${call};//`,
    `\u2028${call}\u2029\u202b\u2066\u200b`,
    `<style>*{background:url(https://${CANARY}/${number})}</style><base href=https://${CANARY}/>`,
    `<meta http-equiv=refresh content=0;url=https://${CANARY}/${number}><a href=javascript:${call}>x</a>`,
    `$1 \${env:x} %0d%0aX-Evil: 1 ; return 200; } hostile${number}`,
  ].join("");
}

/** The same in one that has several lines, for what takes them. */
export const lines = (number) => `${payload(number)}\r\nX-Evil: ${number}\n\t/* https://${CANARY}/ 301`;

/** Markdown that says a text as it is: every mark escaped. */
export const escaped = (text) => text.replace(/[!-/:-@[-`{-~]/g, "\\$&");

/**
 * Raw HTML, which is text but for elements that a dossier allows: blocks, lines, a list, a table, allowed elements with what they may not
 * have or around what is not allowed, and forms that other sanitisers were deceived with.
 */
function raw(number) {
  const [text, call] = [payload(number), `${ALARM}(${number})`];
  return `
<div onclick="${call}">
${text}
</div>

<script>

${call}

</script>

x ${text} <b onclick="${call}">x</b> <b style="background:url(https://${CANARY}/${number})"><i>x</b></i> <sub><img src=x onerror=${call}></sub>
<abbr title="x" onfocus="${call}" tabindex=0>x</abbr> <abbr title='"><img src=x onerror=${call}>'>x</abbr> <b/onmouseover=${call}>x</b>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${call}&gt;"></math> <b><svg></b><style><b title="</style><img src=x onerror=${call}>">
<math><mi><b></mi></math></b> <svg></p><style><b id="</style><img src=x onerror=${call}>"></b> <noscript><b title="</noscript><img src=x onerror=${call}>"></b>

- <iframe srcdoc="<script>parent.${call}</script>"></iframe>
- <b>x *y</b> <sup>z* <form action="javascript:${call}"><button autofocus onfocus=${call}>x</button></form></sup>

| <b>x | </b> <img src=x onerror=${call}> |
|---|---|
| ![<b onerror="${call}">](file:assets/icon.svg) | <br onload=${call}><br> |
`;
}

/** Markdown that would be code wherever it is not escaped: every place that a letter has for words. */
export function markdown(number) {
  const [text, call] = [payload(number), `${ALARM}(${number})`];
  const inAttribute = `https://x.example/"onmouseover="${call}"x='`;
  return `
## ${escaped(text)}

${escaped(text)} \`${text.replaceAll("`", "'")}\`

[a](<${inAttribute}> '" onclick="${call}') ![" onerror="${call}](file:assets/icon.svg '" onload="${call}')
[<img src=x onerror=${call}>](https://x.example/?<script>) <https://x.example/?"onfocus="${call}"> <x@x.example>
[b]: <${inAttribute}> "&quot; onclick=&quot;${call}"
[b] [c](https://x.example/%22onclick=%22${call}) &lt;script&gt;${call}&lt;/script&gt; &#60;script>

\`\`\`html"><script>${call}</script>
</code></pre><script>${call}</script>
\`\`\`

~~~ x"onclick="${call}"
\${${call}} {{ 7 * 7 }}
~~~

    </code></pre><img src=x onerror=${call}>

| ${escaped(text)} | <https://x.example/> |
|:-:|--:|
| ${escaped(text)} | \`</td><script>${call}</script>\` |

> ${escaped(text)}

1. ${escaped(text)}
   - ${escaped(text)}

d[^"><script>${call}] e[^x y]

[^"><script>${call}]: ${escaped(text)}

[^x y]: f
`.replaceAll("<script>", "\\<script>").replaceAll("</script>", "\\</script>").replaceAll("<img src=x", "\\<img src=x") + raw(number);
}
