"""Has the parsers of sd-scripts read training files, and says what they answer.

    python check_training_files.py TRAINER SCRIPT [dataset=FILE | training=FILE | prompts=FILE] ...

TRAINER is a checkout of sd-scripts, SCRIPT its training script (`train_network.py`). One JSON object a line:

    {"kind": "python", "version": "3.11.2", "standIns": ["torch"]}     first; packages that are not installed and not needed to parse
    {"kind": "file", "path": ..., "refused": [...], "noted": [...]}    one for each file; accepted where `refused` is empty
    {"kind": "fault", "fault": "packages", "names": ["voluptuous"]}    what is missing; nothing was checked
    {"kind": "fault", "fault": "trainer" | "script" | "import", "names": [...]}

Nothing is trained, loaded or written.
"""

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import json
import logging
import os
import sys
import types

# What the parsers themselves are made of.
NEEDED = ("toml", "voluptuous")
# Looked for by the trainer inside `try`; taking them for present would change what it does.
OPTIONAL = {"pillow_avif", "pillow_jxl", "jxlpy", "intel_extension_for_pytorch", "rich", "bitsandbytes", "xformers", "triton"}


class StandInType(type):
    """A class of which every attribute is such a class too: enough for base classes, annotations and decorators."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return stand_in(name)

    def __getitem__(cls, _key):
        return cls

    def __or__(cls, _other):
        return cls

    __ror__ = __or__


def stand_in(name):
    return StandInType(name, (), {"__init__": ignore, "__call__": decorate, "__bool__": lambda self: False, "__getattr__": attribute})


def ignore(self, *_args, **_options):
    pass


def decorate(self, *args, **_options):
    return args[0] if len(args) == 1 and callable(args[0]) else self


def attribute(self, name):
    if name.startswith("__"):
        raise AttributeError(name)
    return stand_in(name)()


class StandInModule(types.ModuleType):
    __path__ = []
    __version__ = "2.0.0"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return stand_in(name)


class StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Comes last: gives the trainer's own files an empty module for a package that is not installed."""

    def __init__(self, trainer):
        self.trainer = os.path.join(os.path.realpath(trainer), "")
        self.names = set()

    def find_spec(self, fullname, _path=None, _target=None):
        top = fullname.split(".")[0]
        if top in OPTIONAL or top in NEEDED or (top in sys.modules and top not in self.names) or not self.is_asked_by_trainer():
            return None
        self.names.add(top)
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def is_asked_by_trainer(self):
        frame = sys._getframe(2)
        while frame and "importlib" in frame.f_code.co_filename:
            frame = frame.f_back
        return frame is not None and os.path.realpath(frame.f_code.co_filename).startswith(self.trainer)

    def create_module(self, spec):
        return StandInModule(spec.name)

    def exec_module(self, module):
        pass


class Messages(logging.Handler):
    """What the trainer logs from warnings on."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


def check(read):
    """Runs a parser: what it refuses, and what it warns of."""
    messages = Messages()
    refused = []
    printed = io.StringIO()
    logging.getLogger().addHandler(messages)
    try:
        with contextlib.redirect_stderr(printed):
            noted = read() or []
    except SystemExit as stop:
        noted = []
        refused = [printed.getvalue().strip().splitlines()[-1] if printed.getvalue().strip() else f"exit code {stop.code}"]
    except Exception as error:
        noted = []
        refused = [str(one) for one in getattr(error, "errors", [])] or [f"{type(error).__name__}: {error}"]
    finally:
        logging.getLogger().removeHandler(messages)
    # what is logged of a refusal says the same less exactly
    return {"refused": refused, "noted": [] if refused else [*noted, *messages.texts]}


class Trainer:
    def __init__(self, script):
        from library import config_util, train_util

        self.config_util = config_util
        self.train_util = train_util
        self.script = script
        self.parser = importlib.import_module(script[: -len(".py")]).setup_parser()
        # the trainer takes conditioning images only with `masked_loss`, which stands in the training configuration
        self.masks = True

    def arguments(self, *given):
        # the trainer's own reader of `--config_file` parses the command line a second time
        sys.argv = [self.script, *given]
        return self.parser.parse_args()

    def training(self, path):
        usual = vars(self.arguments())
        args = self.train_util.read_config_from_file(self.arguments("--config_file", path), self.parser)
        if hasattr(self.train_util, "verify_training_args"):
            self.train_util.verify_training_args(args)
        self.masks = bool(getattr(args, "masked_loss", False))
        choices = {action.dest: action.choices for action in self.parser._actions if action.choices}
        unknown = [f"{self.script} has no option '{key}'" for key in vars(args) if key not in usual]
        return unknown + [f"{key}: {value!r} is none of {', '.join(map(str, choices[key]))}" for key, value in vars(args).items() if key in choices and value is not None and value not in choices[key]]

    def dataset(self, path):
        sanitizer = self.config_util.ConfigSanitizer(True, True, self.masks, True)
        self.config_util.BlueprintGenerator(sanitizer).generate(self.config_util.load_user_config(path), self.arguments("--dataset_config", path))

    def prompts(self, path):
        if hasattr(self.train_util, "load_prompts"):
            self.train_util.load_prompts(path)
            return
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip() and not line.startswith("#"):
                    self.train_util.line_to_prompt_dict(line.strip())


def main(out, trainer, script, *files):
    def say(**value):
        print(json.dumps(value, ensure_ascii=False), file=out, flush=True)

    def fault(name, *names):
        say(kind="fault", fault=name, names=names)

    if not os.path.isfile(os.path.join(trainer, "library", "config_util.py")):
        return fault("trainer")
    if not os.path.isfile(os.path.join(trainer, script)):
        return fault("script")
    sys.path.insert(0, trainer)
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        return fault("packages", *missing)
    for name in NEEDED:
        importlib.import_module(name)
    os.chdir(trainer)
    stand_ins = StandIns(trainer)
    sys.meta_path.append(stand_ins)
    try:
        loaded = Trainer(script)
    except Exception as error:
        return fault("import", f"{type(error).__name__}: {error}")
    say(kind="python", version=sys.version.split()[0], standIns=sorted(stand_ins.names))
    answers = {}
    # a training configuration says how a dataset is read
    for given in sorted(files, key=lambda file: not file.startswith("training=")):
        kind, _, path = given.partition("=")
        answers[given] = check(lambda: getattr(loaded, kind)(path))
    for given in files:
        say(kind="file", path=given.partition("=")[2], **answers[given])


if __name__ == "__main__":
    # what the trainer prints is not ours
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    main(answers, *sys.argv[1:])
