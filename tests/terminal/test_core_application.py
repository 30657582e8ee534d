"""In whatever locale a set is paced, standard error has nothing that the lifter could make no use of."""

import pytest

from tests.faults.commands import QUICK, liftronome, paced


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "xx_YY"])
def test_a_locale_is_no_reason_for_a_word(locale: str) -> None:
    done = liftronome(*QUICK, env={"LC_ALL": locale})
    paced(done)
    assert done.stderr == ""
