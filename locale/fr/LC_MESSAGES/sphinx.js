// Les mots que la recherche de Sphinx affiche (searchtools.js, sphinx_highlight.js), et eux seuls :
// Sphinx envoie ce fichier à chaque page, à la place du sien, quatre fois plus long.
Documentation.addTranslations({
  locale: "fr",
  messages: {
    ", in ": ", dans ",
    "Hide Search Matches": "Ne plus surligner les mots cherchés",
    "Search Results": "Résultats de la recherche",
    "Search finished, found one page matching the search query.": [
      "Une page trouvée.",
      "${resultCount} pages trouvées.",
    ],
    Searching: "Recherche en cours",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "Aucune page ne contient tous ces mots. Essayez d’en chercher moins, ou vérifiez leur orthographe.",
  },
  plural_expr: "(n < 2) ? 0 : 1",
});
