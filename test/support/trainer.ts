import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** As small as a trainer can be: its parsers have the names and the ways of sd-scripts, and understand lines `key = number`. */
export const TRAINER = {
  'toml.py': `
def load(file):
    text = file.read() if hasattr(file, "read") else open(file, encoding="utf-8").read()
    return {key.strip(): eval(value) for key, value in (line.split("=", 1) for line in text.splitlines() if "=" in line)}
`,
  'voluptuous.py': 'class Invalid(Exception):\n    def __init__(self, errors):\n        self.errors = errors\n',
  'library/__init__.py': '',
  'library/train_util.py': `
import argparse, logging, toml
import torch
from torch.utils import data
print("what a trainer prints is no answer")
class Dataset(torch.utils.data.Dataset):
    @torch.no_grad()
    def size(self, one: torch.Tensor | None) -> int:
        return 1
def read_config_from_file(args, parser):
    with open(args.config_file, encoding="utf-8") as file:
        return parser.parse_args(namespace=argparse.Namespace(**toml.load(file)))
def verify_training_args(args):
    assert args.rate > 0, "rate must be positive"
def line_to_prompt_dict(line):
    if "--w x" in line:
        logging.getLogger("trainer").error("Exception in parsing: w x")
`,
  'library/config_util.py': `
import toml, voluptuous
from . import train_util
def load_user_config(path):
    return toml.load(path)
class ConfigSanitizer:
    def __init__(self, dreambooth, fine_tuning, controlnet, dropout):
        self.known = ["resolution", "batch"] + (["conditioning"] if controlnet else [])
class BlueprintGenerator:
    def __init__(self, sanitizer):
        self.sanitizer = sanitizer
    def generate(self, config, args):
        wrong = ["extra keys not allowed @ data['%s']" % key for key in config if key not in self.sanitizer.known]
        if wrong:
            raise voluptuous.Invalid(wrong)
`,
  'train_network.py': `
import argparse
def setup_parser():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config_file")
    parser.add_argument("--dataset_config")
    parser.add_argument("--masked_loss", action="store_true")
    parser.add_argument("--rate", type=float, default=1)
    parser.add_argument("--scheduler", choices=["cosine", "constant"])
    return parser
`,
}

export function putFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}
