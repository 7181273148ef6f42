"""`luodi synth`: a synthetic population as a table, to try `luodi bulk` on; nobody in it is anybody."""

import argparse
from pathlib import Path

import pyarrow.parquet as pq

from luodi.bulk.synth import population
from luodi.cli.bulk import plan_of

GROUP = 131_072


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("rows", type=int, metavar="N", help="多少行")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="写到哪个 Parquet 文件")
    parser.add_argument("--subject", default="企业", metavar="主体", help="哪一类主体，默认企业")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="种子：同一个种子总是同样的行，默认 1")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")


def run(args: argparse.Namespace) -> int:
    """Write the table; 0."""
    plan = plan_of(args.root, args.subject)
    aside = args.output.with_name(args.output.name + ".writing")
    batches = population(plan, max(1, args.rows), args.seed, GROUP)
    first = next(batches)
    with pq.ParquetWriter(aside, first.schema, compression="zstd", compression_level=1) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)
    aside.replace(args.output)
    print(f"写出合成的 {max(1, args.rows)} 行，{len(first.schema.names)} 列，在 {args.output}（合成数据，不是任何人）")
    return 0
