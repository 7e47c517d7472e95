"""Tools of developers: programs that only look, or that change nothing outside the working copy."""

EDITING = """
    actionlint ansible-lint autopep8 astyle cabal-fmt ccache clang-format clang-tidy cloc cmake
    commitlint cookiecutter cppcheck ctest cspell depcheck detekt djlint dockle esbuild exiftool ffmpeg
    ffprobe gdb gofmt goimports golangci-lint googletest graphql-codegen grype gitleaks hurl hyperfine
    ibazel infracost ipython jscpd jsonlint jsonnet-lint knip ktlint kube-linter kube-score latexmk lcov
    lint-staged lldb lychee markdownlint mdformat mmdc mypyc nbstripout nbqa ncu newman nodemon nyc
    openapi-generator optipng pandoc pdflatex phpcs phpstan phpunit pip-audit pip-compile plantuml
    pngquant protoc psalm pydocstyle pyflakes pylama pymarkdown pyright pyupgrade quicktype redocly
    rubocop shfmt sphinx-build sqlfluff stylelint svgo swagger-cli swiftformat swiftlint syft tfdocs
    terraform-docs textlint tokei typos valgrind vulture xelatex yamlfmt yapf
"""
LOOKING = """
    lsblk lscpu lspci lsusb lsmod nvidia-smi pg_isready pidstat mpstat blkid findmnt getent iotop
    nethogs iftop lsattr ls md5sum sha256sum sha1sum ldd objdump pstree
"""
_WORK = "edit code"
_READ = "read unknown"
ECOSYSTEMS: dict[str, dict[str, str]] = {
    "hugo jekyll mkdocs gatsby docusaurus astro eleventy vuepress vitepress zola pelican mdbook": {
        _WORK: "server serve build new start dev develop clean check init test watch preview",
        "deploy service": "deploy gh-deploy publish",
    },
    "expo": {_WORK: "start install prebuild doctor export", "deploy service": "publish submit"},
    "pod": {_WORK: "install"},
    "adb": {"read unknown": "logcat devices version", _WORK: "install pull push reverse uninstall"},
    "dvc": {_READ: "status diff dag list metrics params plots", _WORK: "repro add pull checkout init"},
    "mlflow tensorboard wandb": {_READ: "ui server --logdir runs offline"},
    "nix nixos-option": {_WORK: "flake fmt repl"},
    "rebar3 lein elm gleam cabal dune opam": {
        _WORK: "eunit ct compile test build repl format fmt make init run deps exec haddock",
    },
    "amtool": {_READ: "alert check-config config", "operate service": "silence"},
    "vale": {_WORK: "docs docs/ . sync ls-config readme.md"},
    "pnpx bunx corepack volta fnm nvm pyenv rbenv asdf mise sdkman": {
        _WORK: "use local install enable list ls pin current exec shell",
    },
    "jupyter jupyter-lab": {_WORK: "nbconvert lab notebook execute trust"},
    "rscript julia": {_WORK: "analysis.r -e --project"},
}
"""Program -> what its subcommands do, as in :data:`.platforms.PLATFORMS`."""
