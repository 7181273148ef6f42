"""How each sentence binds, by its own words: 应, 可 or 鼓励, with the word it stands on; nothing where it says nothing."""

import re

from luodi.text.said.model import Binding
from luodi.text.said.passage import scan
from luodi.text.said.scene import Scene

OUGHT = (
    r"应当|必须|务必|(?<![响反相供适对回感效理本])应(?!急|对|用|收|届|诊|聘|邀|税|纳|付|缴|战|试|激|保|检|开|尽|享|赔|变|答|声|景|当)"
    r"|(?<![无毋])须(?!知)|(?<![重主需必纲概摘首只不紧提简])要(?!求|素|点|件|么|闻|害|务|领|地|塞|道|是|约|强|隘)"
)
# 禁止的行为, 禁止区 and 禁止开发区 name something; they forbid nothing.
FORBIDDEN = (
    r"(?<!所)(?<!明令)禁止(?!的|区(?!域内)|类|性|令|(?:发展|开发|建设|养殖|通行|燃放|准入)(?:区|类|名单|清单|目录)|(?:清单|目录|名单|事项))"
)
WORD = re.compile(
    rf"(?P<must>{OUGHT}|一律|不得|严禁|{FORBIDDEN}|不准|确保)"
    r"|(?P<may>可以|允许|准予|有权|(?<![许认不无尚宁])可(?!以|能|靠|行|持续|观|信|比|控|追溯|视|见|用|再生|贵|复制|及性|操作|知|获得|达|办率|及))"
    r"|(?P<urge>鼓励|提倡|倡导|建议)"
)
HEADS = re.compile(r"[应必务一不严禁确须要可允准有鼓提倡建]")
FORCES = {"must": "应", "may": "可", "urge": "鼓励"}


def find_bindings(scene: Scene) -> list[tuple[int, int, Binding]]:
    """(start, end, binding) of sentences: one for each force that a sentence names, by the first word that names it."""
    found: list[tuple[int, int, Binding]] = []
    for start, end in scene.sentences:
        named: dict[str, str] = {}
        for match in scan(WORD, HEADS, scene.marked, start, end):
            named.setdefault(FORCES[match.lastgroup or "must"], match[0])
        words = scene.passage.found(start, end) if named else None
        if words:
            found.extend((start, end, Binding(*words, force, word)) for force, word in named.items())
    return found
