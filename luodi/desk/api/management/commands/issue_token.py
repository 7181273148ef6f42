"""Issues a token to a system; its words are printed once and kept nowhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from luodi.desk.api.actions import issue_token, revoke_token
from luodi.desk.api.models import Right, Token
from luodi.desk.parties.models import Account


class Command(BaseCommand):
    help = "给一个系统发接口令牌，令牌只印这一次；或用 --revoke 收回。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="系统的名称")
        parser.add_argument("--account", help="它代表的账号的登录名：看得到的不多于这个账号")
        parser.add_argument("--rights", nargs="+", choices=Right.values, default=[Right.LIBRARY.value], help="可用于什么")
        parser.add_argument("--per-minute", type=int, default=120, help="每分钟至多几次")
        parser.add_argument("--revoke", action="store_true", help="收回这个系统的令牌")

    def handle(self, *_args: Any, **options: Any) -> None:
        name = options["name"]
        if options["revoke"]:
            token = Token.objects.filter(name=name).first()
            if token is None:
                raise CommandError(f"没有名为“{name}”的令牌")
            revoke_token(token)
            self.stdout.write(f"“{name}”的令牌已收回")
            return
        account = Account.objects.filter(login=options["account"] or "").first()
        if account is None:
            raise CommandError("请用 --account 写明它代表的账号，要写已有的登录名")
        try:
            _, words = issue_token(name, account, options["rights"], per_minute=options["per_minute"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"“{name}”的令牌，只显示这一次，请收好：\n{words}")
