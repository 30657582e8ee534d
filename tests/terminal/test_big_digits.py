"""Big digits can be told apart, and stand in a block of one width."""

from liftronome.terminal.screen import HEIGHT, big_digits


def test_every_digit_has_a_shape_of_its_own() -> None:
    shapes = {"\n".join(big_digits(digit)) for digit in range(10)}
    assert len(shapes) == 10


def test_all_lines_of_a_number_are_of_one_width() -> None:
    for number in (0, 7, 10, 305):
        lines = big_digits(number)
        assert len(lines) == HEIGHT
        assert len({len(line) for line in lines}) == 1
