"""The `drogowskaz` command. Each command is a function in `bot/commands`; this file only reads arguments."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.settings import Settings, SettingsError
from bot.store.errors import StoreError
from knowledge.base import KnowledgeError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. Expected failures are one clear line, no traceback."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace, Settings], int] = chosen.run
    try:
        return run(chosen, Settings.from_env())
    except SettingsError as error:
        return _fail(str(error), 2)
    except KnowledgeError as error:
        return _fail("\n".join(["the content has faults:", *(f"  {fault}" for fault in error.faults)]), 3)
    except StoreError as error:
        return _fail(f"database: {error}", 4)
    except KeyboardInterrupt:
        return 130


def _fail(line: str, code: int) -> int:
    print(f"drogowskaz: {line}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    from bot.commands import check, content, data, nlu, post, serve

    parser = argparse.ArgumentParser(prog="drogowskaz", description="A Polish adviser on the social economy.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace, Settings], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    command("serve", serve.serve, "migrate, train if needed, start Rasa and the front door")
    command("train", serve.train, "train the model if it is stale")
    command("chat", serve.chat, "talk in the terminal, on the core alone")
    made = command("check", check.check, "check content, training data, domain and rules")
    made.add_argument("--write", action="store_true", help="regenerate what is generated")
    made.add_argument("--stale", type=int, metavar="DAYS", help="list statements that need a lawyer's look")
    made.add_argument(
        "--xlsx",
        type=Path,
        metavar="FILE",
        help="also write that list as a workbook (365 days unless --stale is given)",
    )
    made = command("report", data.report, "print the recorded choices")
    made.add_argument("--handover", action="store_true", help="print what people left for advisers instead")
    feedback = command("feedback", data.feedback, "print thumbs and comments on answers")
    for parser_of in (made, feedback):
        parser_of.add_argument("--csv", type=Path, metavar="FILE")
        parser_of.add_argument("--xlsx", type=Path, metavar="FILE")
    made = command("digest", post.digest, "e-mail new choices, and what people left, to the advisers")
    made.add_argument("--print", action="store_true", dest="show", help="print the digest, send and mark nothing")
    command("backup", data.backup, "write all data to one file").add_argument("file", type=Path)
    made = command("restore", data.restore, "read all data from a backup")
    made.add_argument("file", type=Path)
    made.add_argument("--force", action="store_true", help="replace what the database holds")
    command("purge", data.purge, "delete conversations unused for longer than the retention")
    command("preview", content.preview, "print what a user would see").add_argument("id")
    _content(commands.add_parser("content", help="edit the content without programming"))
    made = command("explain", nlu.explain, "show how a text is understood")
    made.add_argument("text", nargs="+")
    made = command("unanswered", nlu.unanswered, "list messages that found no answer, like ones together")
    made.add_argument("--days", type=int, default=90, help="how far back (90)")
    made.add_argument("--csv", type=Path, metavar="FILE")
    return parser


def _content(parser: argparse.ArgumentParser) -> None:
    """The sub-commands of `content`."""
    from bot.commands import content, sources

    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    made = commands.add_parser("export", help="write all content to a workbook (.xlsx) or a folder of CSV files")
    made.add_argument("file", type=Path)
    made.set_defaults(run=content.export)
    made = commands.add_parser("import", help="check an edited workbook or CSV folder, show what changes, write it")
    made.add_argument("file", type=Path)
    made.set_defaults(run=content.import_)
    made = commands.add_parser("reload", help="have the running bot take the changed content, without a restart")
    made.set_defaults(run=content.reload)
    made = commands.add_parser("preview", help="print what a user would see")
    made.add_argument("id")
    made.set_defaults(run=content.preview)
    made = commands.add_parser("sources", help="list the acts behind the content, or what is taken from them")
    made.add_argument("--facts", action="store_true", help="list every article and figure with its source")
    made.add_argument("--against", type=Path, metavar="FILE", help="and the line of a text file that says the same")
    made.set_defaults(run=sources.sources)
    made = commands.add_parser("book", help="write the reference book (.pdf)")
    made.add_argument("file", type=Path)
    made.set_defaults(run=content.book)
    made = commands.add_parser("table", help="draw the results table (.svg, .png or .pdf)")
    made.add_argument("file", type=Path)
    made.set_defaults(run=content.table)


if __name__ == "__main__":
    sys.exit(main())
