# ruff: noqa: E501 - tables of words read best in long lines
"""Nouns for what lives in the working copy: code, tests, documents, screens. Work on them changes nothing outside."""

from domain.risk.lexicon.tables import words

CODE = """
    load testing, lock, locks, handle, handles, readme, documentation, docs, doc, guide, guides, tutorial, tutorials, handbook, manual, wiki, changelog, release notes,
    release note, notes, note, runbook, playbook doc, article, articles, blog, blog post, post, posts, paragraph, paragraphs,
    section, sections, chapter, heading, headings, sub-heading, sentence, sentences, comment, comments, docstring, docstrings,
    glossary, faq, template, templates, translation, wording, spelling, grammar, typo, typos, spelling mistake, mistake,
    diagram, diagrams, slide, slides, presentation, screenshot, screenshots, report, reports, summary, overview, proposal,
    specification, spec, specs, rfc, adr, design doc, design document, licence, license, licence year, copyright,
    contributors' guide, postmortem, post-mortem, timeline, checklist, cheat sheet, estimate, announcement, newsletter draft,
    test, tests, unit test, unit tests, test case, test cases, test suite, tests folder, integration test, integration tests,
    regression test, e2e tests, end-to-end test, end-to-end tests, fixture, fixtures, mock, mocks, stub, stubs, assertion,
    assertions, coverage, branch coverage, benchmark, benchmarks, mutant, mutants, mutation tests, mutation, test run, snapshot
    test, snapshot tests, smoke test, smoke tests, load test, load tests, linter, lint, lint errors, formatter, type hint,
    type hints, types, code, source code, codebase, source, sources, function, functions, method, methods, class, classes,
    module, modules, variable, variables, constant, constants, parameter, parameters, argument, arguments, import statement,
    unused import, unused imports, imports, dead code, helper, helpers, util, utils, utility, library, libraries, dependency,
    dependencies, devdependencies, decorator, interface, interfaces, struct, enum, enums, exception, exceptions, error, errors,
    bug, bugs, bug report, regression, crash, leak, memory leak, warning, warnings, deprecation, stack trace, stacktrace,
    traceback, race condition, deadlock, deadlocks, overflow, refactoring, algorithm, algorithms, linked list, tree, heap,
    hash map, dictionary, array, arrays, string, strings, loop, loops, regex, parser, lexer, tokenizer, tokeniser, compiler,
    serializer, deserializer, validator, validation, validations, handler, handlers, middleware, controller, controllers, view,
    views, router code, endpoint, endpoints, route handler, hook, hooks, callback, callbacks, event handler, reducer, query
    builder, orm, model class, models, model, fields, field, form, forms, input, inputs, dialog, dialogs, dialogue, modal,
    popup, pop-up, tooltip, tooltips, toast, banner, banners, badge, badges, button, buttons, icon, icons, logo, favicon, menu,
    menus, dropdown, drop-down, drop-downs, drop down menu, sidebar, navbar, header, headers, footer, page, pages, screen,
    screens, tab, tabs, panel, panels, widget, widgets, component, components, layout, css, stylesheet, style, styles, style
    guide, colour, color, colours, colors, font, fonts, font size, margin, padding, shadow, shadows, drop shadow, box shadow,
    animation, animations, transition, transitions, dark mode, theme, themes, placeholder, label, labels, caption, title,
    titles, text, texts, copy text, ellipsis, whitespace, white space, trailing whitespace, blank lines, empty lines, line,
    lines, newline, semicolon, semicolons, indentation, column width, row height, table component, table of contents, table
    cell, table header, table layout, table view, html table, data table component, breakpoint, breakpoints, viewport, canvas,
    svg, image gallery, avatar, avatars, carousel, checkbox, checkboxes, radio button, slider, scrollbar, spinner, progress
    bar, pagination, flicker, glitch, focus, hover, cursor, keyboard, keyboard shortcut, keyboard shortcuts, shortcut,
    shortcuts, delete key, drag and drop, drag-and-drop, live reload, live-reload, hot reload, live preview, live region,
    aria-live, live search, live chat, live demo script, role attribute, aria, wish list, wishlist page, feature, features,
    user story, user stories, story, stories, issue, issues, ticket, tickets, backlog, milestone, roadmap, sprint, todo comments, script, scripts, helper script, helper scripts, shell script, snippet, snippets, example, examples,
    demo code, prototype, mockup, mock-up, wireframe, draft, repository layer, repo layer, docker file, dockerfile, dockerfiles,
    makefile, package.json, pyproject.toml, gitignore, requirements, requirements.txt, lockfile, lock file, build script, ci
    config, github action, github actions, github workflow, workflow file, yaml, yaml file, json, json schema, toml, markdown,
    terraform module, terraform modules, helm template, chart template, manifest template, deploy script, deployment script,
    migration script, migration file, migration files, migration helpers, migration guide, upgrade guide, deployment guide,
    deployment docs, style sheet, log message, log messages, log line, log statements, log level, log levels, error message,
    error messages, error page, error handling, exception handling, logging, print statement, print statements, debug output,
    console.log, todo list, welcome mail, mail template, email template, e-mail template, email templates, reset email,
    notification text, password field, password form, password reset, password reset page, reset password page, password
    hashing, password validation, password strength meter, password policy docs, password generator, token refresh, token
    counter, token count, token bucket, token limit, tokenization, secret santa, secret santa app, secret scanner, secret
    sharing, secret scanning, detect-secrets, api key header, key press, key binding, key bindings, keybinding, key handler,
    key name, primary key, primary keys, foreign key, foreign keys, sort key, cache key, dictionary key, json key, i18n key,
    translation key, translation keys, object keys, keyerror, key error, jwt authentication, oauth flow, login, login form,
    login page, login flow, logout, sign-up form, signup form, sign-in page, registration form, checkout form, checkout page,
    contact form, settings page, profile page, profile picture, account page, account settings page, customers page, orders
    page, users page, user page, admin page, admin panel, admin dashboard, dashboard, dashboards, order form, payment form,
    payment module, payments module, order summary, invoice pdf, pdf, pdfs, pdf reports, chart axis, axis, legend, graph, plot,
    dns lookup, dns resolver class, dns client, permission check, permission checks, permission denied error, access modifier,
    role check, port number, port constant, default port, server component, server components, server-side rendering, host
    header, client code, client library, client, sdk, http client, cluster analysis, clustering, k-means, bucket sort, merge
    sort, quick sort, binary tree, tree node, dom node, node_modules, node.js, node module, node version, instance variable,
    instance method, singleton, factory, record class, data class, dataclass, data classes, data model, data type, data types,
    data structure, data structures, domain model, domain object, container query, css container, container class, container
    div, process diagram, release process, deploy process, deployment process, approval process, process, release checklist,
    release script, release workflow docs, release plan, deploy button, delete button, publish button, merge button, export
    button, delete link, delete icon, delete dialog, delete endpoint, delete handler, delete confirmation, delete method, delete
    function, delete flow, delete account flows, flows, flow, account flows, confirmation dialog, confirmation, delete option,
    clear button, reset button, kill signal, drop zone, dropzone, drop target, drop handler, drop cap, scale factor, scale bar,
    colour scale, color scale, export dialog, export function, export statement, export feature, export class, exporter, csv
    export feature, csv import, csv exporter, import dialog, import wizard, import feature, import order, import path, import
    cycle, import error, importer, shipping address, shipping address form, shipping cost, shipping costs, shipping form,
    shipping label, shipping page, publish-subscribe, pub/sub example, publisher class, subscriber class, observer,
    subscription model class, production of, production planning module, production-ready, staging area, git staging area,
    production build, production bundle, production image, production mode, build warning, production docs, production guide,
    production checklist, production code, test code, production readiness, production deployment guide, master branch docs,
    masterclass, live blog, live event page, live scores widget, live data feed widget, environment variable name, environment
    variables docs, config schema, config parser, config loader, config file format, config option, cli, cli flag, command line,
    command-line, command, commands, argument parser, man page, exit code, retry logic, retries, backoff, caching, cache header,
    cache headers, cache class, cache layer, cache decorator, lru cache, caching layer, connection pool code, pool size constant,
    timeout, timeouts, rate limiter class, health check endpoint, feature branch docs, unit, naming, name, names, symbol, symbols,
    identifier, identifiers, file name, filename, filenames, file header, file headers, link, links, broken link, broken links,
    url, urls, anchor, anchors, cell, cells, emoji, emojis, notation, syntax, statement, statements, expression, expressions,
    formula, unreachable code, boilerplate, complexity, duplication, duplicates in code, pseudo code, pseudocode, kata, exercise,
    exercises, quiz, game, puzzle, level editor, sound effect, soundtrack, playlist, video, photo, photos, poem, haiku, joke,
    logic, behaviour, behavior, build directory, build folder, dist folder, dist, build output, pycache, __pycache__, target
    directory, virtualenv, venv, scratch file, scratch files, my notes, local branch, local branches, gitattributes, editorconfig,
    mypy, ruff, pytest, eslint, prettier, isort, black, flake8, jest, vitest, webpack, vite, babel, lodash, react, vue, angular,
    typescript, javascript, python, python support, rust, golang, java, kotlin, swift, ruby, support, compatibility, polyfill,
    polyfills, performance, latency, throughput, quality, readability, accessibility, a11y, seo, usability, diff, patch file,
    question, questions, discussion, idea, ideas, plan, plans, concept, schedule doc, agenda, meeting, minutes, mail draft,
    notebook, notebooks, experiment notebook, sample, samples, sample code, sandbox page, storybook, design system, tokens css,
    design token, design tokens, css variable, css variables, utility class, empty state, loading state, state machine, store
    class, redux store, vuex store, action creator, selector, selectors, event listener, listeners, timer, timers, counter,
    counters, iterator, generator, coroutine, thread, threads, thread pool, mutex, semaphore, lock class, buffer, buffers, stdout,
    stderr, pixel, pixels, percentages, date parser, date picker, date format, currency format, number format, time zone handling,
    chart module, chart, charts, graph module, map view, search box, search field, search bar, search page, search results page,
    wizard, assistant prompt, prompt, prompts, prompt builder, system prompt, chat feature, chat window, review comments,
    review, code review, style issue, nitpick, smell, code smell, antipattern, anti-pattern, convention, conventions, contract
    test, api docs, api documentation, openapi spec, swagger docs, graphql schema file, proto file, protobuf, entity, entities,
    constructor, destructor, getter, setter, property, properties, attribute, attributes, prop, props, state variable, signature,
    return value, return type, overload, namespace declaration, package name, package structure, project structure, folder
    structure, naming convention, job description, table name, column name, field name, index page, index.html, landing page,
    home page, homepage, product page, category page, pricing page, about page, 404 page, error screen, splash screen, loader,
    skeleton, gradient, border, borders, outline, z-index, grid, flexbox, spacing, alignment, sticky header, parallax,
    server error, server errors, database error, database errors, connection error, timeouts error, network error, network
    errors, deploy error, build error, build errors, compile error, compile errors, type error, type errors, syntax error,
    failing test, failing tests, flaky test, flaky tests, slow test, slow tests, slow query, query, queries, sql query, n+1 query,
    n+1 queries, access pattern, audit report, security report, threat model, penetration test report, risk policy docs,
    compliance doc, privacy policy, privacy policy page, terms page, cookie banner, consent banner, newsletter form, survey,
    satisfaction survey, feedback form, onboarding flow, onboarding guide, tour, walkthrough, help text, hint, hints, message text,
    abstract class, base class, mixin, trait, generic, generics, lambda function, lambda expression, closure, annotation, pragma
"""

FILE_ENDINGS = words(
    """
    py ts tsx js jsx md rst txt html css scss vue go rs java kt rb php c h cpp hpp cs swift
    scala sh yml yaml toml json lock ini cfg svg png jpg gif ipynb tf tfvars adoc tex po pot
    properties gradle xml graphql proto mjs bash
    """
)
"""A name that ends so is a file of the working copy."""
