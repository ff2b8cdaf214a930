"""How the pipeline in kg/model is made: raw treebanks and annotated texts in, a spaCy pipeline out (needs the extra `train`)."""
