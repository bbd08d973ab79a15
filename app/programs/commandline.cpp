// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "gateways/baseurl.h"
#include "optionproblem.h"

#include <QCommandLineParser>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QList<QCommandLineOption> options()
{
    return {
        {u"gateway"_s, u"Talk to this gateway, for example ruflo."_s, u"id"_s},
        {u"base-url"_s, u"Reach the gateway at this base URL instead of the embedded gateway."_s, u"url"_s},
        {u"key-env"_s, u"Send the key in this environment variable to the --base-url."_s, u"variable"_s},
        {u"model"_s, u"The model tier of a lane; again for each further lane."_s, u"id"_s},
        {u"prompt"_s, u"Put this text into the prompt; - reads it from standard input."_s, u"text"_s},
        {u"send"_s, u"Send the prompt at once."_s},
        {u"replay"_s,
            u"Play the capture in this file: a HAR file, what curl -i prints, or the body of an answer."_s,
            u"file"_s},
        {u"screenshot"_s, u"Save a picture of the window when all lanes are done, then quit."_s, u"file"_s},
    };
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"A native playground for chat APIs."_s);
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(options());
}

/// Sets the program's name, which Qt does not know without an application object.
QString helpOf(const QCommandLineParser &parser)
{
    return parser.helpText().replace(u"<executable_name>"_s, u"parlance"_s);
}

CommandLine::Exit wrongUse(const QString &problem)
{
    return {.text = problem + u"\nTry --help."_s, .code = 2};
}

const Gateway *gatewayOf(const Catalog &catalog, const QString &model)
{
    for (const Gateway &gateway : catalog.gateways()) {
        if (std::ranges::contains(gateway.tiers, model, &Tier::model))
            return &gateway;
    }
    return &catalog.gateways().first();
}

QString problemOfKey(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"key-env"_s))
        return {};
    const QString variable = parser.value(u"key-env"_s);
    if (!parser.isSet(u"base-url"_s))
        return u"--key-env needs a --base-url, where the key is to go."_s;
    if (!isKeyVariable(variable))
        return u"--key-env: a key is read only from a variable with KEY, APIKEY, TOKEN, SECRET or PASSWORD in its name."_s;
    if (qEnvironmentVariableIsEmpty(variable.toLatin1().constData()))
        return u"The environment variable '%1' is not set."_s.arg(variable);
    return {};
}

QString problemOf(const QCommandLineParser &parser, const CommandLine &line)
{
    if (!parser.positionalArguments().isEmpty())
        return u"Unexpected argument '%1'."_s.arg(parser.positionalArguments().first());
    if (const QString problem = problemOfOptions(parser, options(), {u"prompt"_s}, {u"model"_s});
        !problem.isEmpty())
        return problem + u'.';
    if (const auto base = readBaseUrl(parser.value(u"base-url"_s)); !base)
        return base.error();
    if (parser.isSet(u"base-url"_s) && line.baseUrl.isEmpty())
        return u"--base-url needs an address."_s;
    if (line.send && line.prompt.trimmed().isEmpty())
        return u"--send needs a --prompt."_s;
    return problemOfKey(parser);
}

} // namespace

std::expected<CommandLine, CommandLine::Exit> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments))
        return std::unexpected(wrongUse(parser.errorText()));
    if (parser.isSet(u"help"_s) || parser.isSet(u"help-all"_s))
        return std::unexpected(Exit{.text = helpOf(parser), .code = 0});
    if (parser.isSet(u"version"_s))
        return std::unexpected(Exit{.text = u"parlance "_s + QStringLiteral(PARLANCE_VERSION), .code = 0});

    CommandLine line{.gateway = parser.value(u"gateway"_s),
        .baseUrl = readBaseUrl(parser.value(u"base-url"_s)).value_or(QUrl()),
        .keyVariable = parser.value(u"key-env"_s),
        .models = parser.values(u"model"_s),
        .prompt = parser.value(u"prompt"_s),
        .send = parser.isSet(u"send"_s),
        .replay = parser.value(u"replay"_s),
        .screenshot = parser.value(u"screenshot"_s)};
    if (const QString problem = problemOf(parser, line); !problem.isEmpty())
        return std::unexpected(wrongUse(problem));
    return line;
}

std::expected<QList<LaneChoice>, QString> CommandLine::lanes(const Catalog &catalog) const
{
    if (gateway.isEmpty() && models.isEmpty() && baseUrl.isEmpty())
        return {};
    const Gateway *chosen = gateway.isEmpty() ? gatewayOf(catalog, models.value(0)) : catalog.find(gateway);
    if (!chosen) {
        QStringList ids;
        for (const Gateway &known : catalog.gateways())
            ids << known.id;
        return std::unexpected(u"There is no gateway '%1'. There are: %2."_s.arg(gateway, ids.join(u", "_s)));
    }
    const auto mode = baseUrl.isEmpty() ? TargetResolver::Mode::Demo : TargetResolver::Mode::Live;
    QList<LaneChoice> choices;
    for (const QString &model : models.isEmpty() ? QStringList{chosen->defaultModel()} : models) {
        const Gateway *own = gateway.isEmpty() ? gatewayOf(catalog, model) : chosen;
        if (!keyVariable.isEmpty() && !own->takesKey())
            return std::unexpected(u"%1 takes no key."_s.arg(own->fullName()));
        if (send && model.isEmpty() && own->needsModel())
            return std::unexpected(u"%1 needs a --model."_s.arg(own->fullName()));
        choices.append({.gateway = own->id, .model = model, .mode = mode});
    }
    return choices;
}

} // namespace Parlance
