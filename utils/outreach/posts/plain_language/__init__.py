"""What is counted in a draft, each in a module: prose, words, sentences, syllables, acronyms, the language."""
