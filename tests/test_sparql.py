"""Terms in the text of a SPARQL query."""

from pyoxigraph import Literal, NamedNode

from kg.sparql import substitute


def test_a_variable_in_a_pattern_becomes_the_term() -> None:
    assert substitute("SELECT ?y { ?x ?y $x }", {"x": NamedNode("http://a/b")}) == "SELECT ?y { <http://a/b> ?y <http://a/b> }"


def test_a_variable_that_is_selected_stays_a_column() -> None:
    assert substitute("SELECT ?x ?y { ?x ?y 1 }", {"x": Literal("z")}) == 'SELECT ("z" AS ?x) ?y { "z" ?y 1 }'


def test_strings_comments_iris_and_other_variables_stay() -> None:
    text = "SELECT ?y # ?x\n{ ?xs ?y \"?x\", '''?x'''@en, '?x', \"\" ; <http://a/?x> ?x }"
    assert substitute(text, {"x": Literal("z")}) == text[:-4] + '"z" }'


def test_a_term_with_quotes_and_line_breaks_stays_one_term() -> None:
    assert substitute("ASK { ?s ?p ?x }", {"x": Literal('" . } #\n\\', language="en")}) == r'ASK { ?s ?p "\" . } #\n\\"@en }'


def test_without_terms_nothing_changes() -> None:
    assert substitute("ASK { ?s ?p ?o }", {}) == "ASK { ?s ?p ?o }"
