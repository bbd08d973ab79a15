// SPDX-License-Identifier: GPL-3.0-or-later
#include "askcommand.h"
#include "client/targetresolver.h"
#include "gateways/baseurl.h"
#include "gateways/mcpservers.h"
#include "mcpcommand.h"
#include "optionproblem.h"
#include "setting.h"
#include "wire/dialects/registry.h"
#include "wire/fieldmapping.h"
#include "workspace/words/schematext.h"

#include <QCommandLineParser>
#include <QFile>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

template <typename T>
using OrWrong = std::expected<T, QString>;

QList<QCommandLineOption> options()
{
    const QList<QCommandLineOption> ofChats{
        {u"gateway"_s, u"Ask this gateway, for example ruflo."_s, u"id"_s},
        {u"base-url"_s, u"Ask the server at this base URL."_s, u"url"_s},
        {u"dialect"_s, u"The wire format: %1."_s.arg(dialectIds().join(u", "_s)), u"dialect"_s},
        {u"path"_s, u"The path below the base URL."_s, u"path"_s},
        {u"model"_s, u"The model to ask."_s, u"id"_s},
        {u"system"_s, u"The system prompt."_s, u"text"_s},
        {u"schema"_s, u"Ask for JSON that fits the JSON Schema in this file, and check it."_s, u"file"_s},
        {u"attach"_s,
            u"Send this file with the prompt: a picture (PNG, JPEG, WebP, GIF; without its metadata), a PDF "
            u"or "
            "a text. Can be given several times."_s,
            u"file"_s},
        {u"attach-names"_s, u"Send the names of attached PDFs and texts, too."_s},
        {u"key-env"_s, u"Take the key from this environment variable."_s, u"variable"_s},
        {u"insecure-key"_s, u"Send the key over plain http beyond this computer, where it can be read."_s},
        {u"anyway"_s, u"Send even a request that the server will probably refuse."_s},
        {u"no-stream"_s, u"Ask for the whole answer at once."_s},
        {u"timeout"_s, u"Stop when the answer is not complete after this time."_s, u"seconds"_s},
        {u"save"_s,
            u"Write what was sent and received to this file, without the key: *.har as HAR, *.txt as curl -i "
            "prints it, any other name only the body."_s,
            u"file"_s},
        {u"json"_s, u"Print one JSON object at the end instead of the text."_s},
    };
    const QCommandLineOption output(
        u"output"_s, u"Write the sound, the text, the vectors or the picture to this file."_s, u"file"_s);
    return ofChats + ToolCommand::options() + McpCommand::options() + QList{output} +
           SoundCommand::options() + DataCommand::options();
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Asks a chat API and prints the answer as it streams in; or turns text into speech, vectors or a "
        "picture, or sound into text. Ctrl-C stops it."_s);
    parser.addPositionalArgument(
        u"PROMPT"_s, u"What to ask, to say, to embed or to draw; - reads it from standard input."_s);
    parser.addOptions(options());
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addHelpOption();
    parser.addVersionOption();
}

OrWrong<const Gateway *> gatewayOf(const QCommandLineParser &parser, const Catalog &catalog)
{
    const QString id = parser.value(u"gateway"_s);
    if (const Gateway *gateway = catalog.find(id))
        return gateway;
    QStringList ids;
    for (const Gateway &known : catalog.gateways())
        ids << known.id;
    return std::unexpected(u"there is no gateway '%1', there are: %2"_s.arg(id, ids.join(u", "_s)));
}

/// The named gateway, or an empty profile.
OrWrong<Gateway> baseProfile(const QCommandLineParser &parser, const Catalog &catalog)
{
    if (!parser.isSet(u"gateway"_s))
        return Gateway();
    return gatewayOf(parser, catalog).transform([](const Gateway *gateway) { return *gateway; });
}

/// The endpoint that the options name; empty for chat.
std::optional<EndpointKind> endpointIn(const QCommandLineParser &parser)
{
    const std::optional<EndpointKind> sound = SoundCommand::kindIn(parser);
    return sound ? sound : DataCommand::kindIn(parser);
}

/// The profile with the path of the endpoint that the options name.
Gateway withEndpoint(Gateway profile, EndpointKind kind, const QCommandLineParser &parser)
{
    Endpoint &endpoint = profile.endpoints[kind];
    if (!parser.isSet(u"gateway"_s)) {
        endpoint.path = usualPath(kind);
        profile.auth = Auth::Bearer;
        profile.dialect = u"chat-completions"_s; // whose model is a field of the request, too
    }
    if (parser.isSet(u"path"_s))
        endpoint.path = parser.value(u"path"_s);
    return profile;
}

OrWrong<Gateway> withDialect(Gateway profile, const QCommandLineParser &parser)
{
    if (const auto kind = endpointIn(parser))
        return withEndpoint(std::move(profile), *kind, parser);
    if (!parser.isSet(u"dialect"_s))
        return profile.dialect.isEmpty()
                   ? OrWrong<Gateway>(std::unexpected(u"name a --gateway or a --dialect"_s))
                   : profile;
    profile.dialect = parser.value(u"dialect"_s);
    const Dialect *dialect = findDialect(profile.dialect);
    if (!dialect)
        return std::unexpected(
            u"there is no dialect '%1', there are: %2"_s.arg(profile.dialect, dialectIds().join(u", "_s)));
    profile.path = dialect->usualPath();
    profile.auth = profile.dialect == "messages"_L1 ? Auth::ApiKeyHeader : Auth::Bearer;
    return profile;
}

OrWrong<Gateway> withPlace(Gateway profile, const QCommandLineParser &parser)
{
    const auto base = readBaseUrl(parser.value(u"base-url"_s));
    if (!base)
        return std::unexpected(base.error());
    if (parser.isSet(u"base-url"_s))
        profile.baseUrl = *base;
    if (parser.isSet(u"path"_s))
        profile.path = parser.value(u"path"_s);
    if (profile.baseUrl.isEmpty())
        return std::unexpected(u"name a --base-url"_s);
    return profile;
}

OrWrong<Secret> keyOf(const QCommandLineParser &parser, const QProcessEnvironment &environment)
{
    if (!parser.isSet(u"key-env"_s))
        return {};
    const QString variable = parser.value(u"key-env"_s);
    if (!isKeyVariable(variable))
        return std::unexpected(
            u"a key is read only from a variable with KEY, APIKEY, TOKEN, SECRET or PASSWORD in its name"_s);
    const QString key = environment.value(variable).trimmed();
    if (key.isEmpty())
        return std::unexpected(u"the environment variable '%1' is not set"_s.arg(variable));
    if (std::ranges::any_of(key, [](QChar c) { return c <= u' ' || c > u'~'; }))
        return std::unexpected(u"the environment variable '%1' does not hold a key"_s.arg(variable));
    return Secret(key.toLatin1());
}

OrWrong<Secret> taken(const Secret &key, const Gateway &profile)
{
    if (!key.isEmpty() && !profile.takesKey())
        return std::unexpected(u"%1 takes no key"_s.arg(profile.name));
    return key;
}

OrWrong<Secret> kept(const Secret &key, const QCommandLineParser &parser, const Gateway &profile)
{
    const QUrl &url = profile.baseUrl;
    if (key.isEmpty() || url.scheme() == "https"_L1 || isLoopback(url) || parser.isSet(u"insecure-key"_s))
        return key;
    return std::unexpected(
        u"the key would go to %1 unencrypted, and anyone on the network could read it: use https, "
        "or say --insecure-key"_s.arg(originOf(url)));
}

/// Refuses to send a key that looks like another gateway's to a named gateway (FF-03, RO-05).
OrWrong<Secret> fitting(
    const Secret &key, const QCommandLineParser &parser, const Gateway &profile, const Catalog &catalog)
{
    const QUrl noUrl; // the transport was checked before
    const auto problem = parser.isSet(u"gateway"_s) ? keyProblem(key, profile, noUrl, catalog) : std::nullopt;
    if (!problem)
        return key;
    return std::unexpected(
        u"%1 To send it anyway, name the --dialect and --base-url instead of the --gateway."_s.arg(
            problem->words));
}

/// Naming a key together with an address, or for a gateway at its own address, is the consent to send it
/// there. Other problems of the key were refused before.
OrWrong<Target> targetOf(Gateway profile, const Secret &key, std::optional<EndpointKind> endpoint)
{
    TargetResolver resolver{Catalog(), QUrl()};
    if (key.isEmpty())
        profile.auth = Auth::None;
    resolver.keys()->setSource(profile.key.slot, {.kind = KeySource::Kind::Session});
    resolver.keys()->setKey(profile.key.slot, key);
    resolver.allowKey(profile);
    resolver.acceptKey(profile);
    const auto live = TargetResolver::Mode::Live;
    const Target target =
        endpoint ? resolver.target(profile, live, *endpoint) : resolver.target(profile, live);
    return target.problem ? OrWrong<Target>(std::unexpected(target.problem->message)) : target;
}

/// The request with the parameters that the options set, whether or not the gateway documents them.
OrWrong<ChatRequest> withSettings(
    ChatRequest request, const QCommandLineParser &parser, const Gateway &profile)
{
    for (const QString &setting : parser.values(u"set"_s)) {
        if (const QString problem = applySetting(setting, request); !problem.isEmpty())
            return std::unexpected(problem);
    }
    const FieldMapping fields = fieldMappingOf(*findDialect(profile.dialect), request);
    for (const ChatParameter &parameter : chatParameters()) {
        if (!parameter.value(request).isUndefined() && !fields.contains(parameter.name))
            return std::unexpected(
                u"requests in the dialect %1 have no field for %2"_s.arg(profile.dialect, parameter.name));
    }
    return request;
}

/// The format of an answer that fits the schema in the file.
OrWrong<AnswerFormat> formatOf(const QString &path, const Gateway &profile)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(u"cannot read the schema %1: %2"_s.arg(path, file.errorString()));
    AnswerFormat format{.kind = AnswerFormat::Kind::JsonSchema, .schema = file.readAll()};
    if (const QString problem = describeFormatProblem(format); !problem.isEmpty())
        return std::unexpected(u"%1 is not a schema: %2"_s.arg(path, problem));
    if (!findDialect(profile.dialect)->takes(format))
        return std::unexpected(
            u"requests in the dialect %1 have no field for a schema"_s.arg(profile.dialect));
    return format;
}

/// The request with the tools, if the dialect has a field for them.
OrWrong<ChatRequest> withTools(ChatRequest request, const ToolCommand &tools, const Gateway &profile)
{
    const QByteArray without = findDialect(profile.dialect)->encode(request);
    request.tools = tools.tools;
    request.toolChoice = tools.choice;
    if (!request.tools.isEmpty() && findDialect(profile.dialect)->encode(request) == without)
        return std::unexpected(u"requests in the dialect %1 have no field for tools"_s.arg(profile.dialect));
    return request;
}

/// The request with the MCP servers, if the dialect has a field for them.
OrWrong<ChatRequest> withServers(ChatRequest request, const McpCommand &mcp, const Gateway &profile)
{
    request.mcpServers = mcp.servers;
    request.mcpBeta = UsualMcpBeta;
    if (!mcp.servers.isEmpty() && !takesMcp(profile))
        return std::unexpected(
            u"requests in the dialect %1 have no field for MCP servers"_s.arg(profile.dialect));
    return request;
}

/// The target with the tokens of MCP servers, which are kept as a key is.
OrWrong<Target> withTokens(
    Target target, const McpCommand &mcp, const QCommandLineParser &parser, const Gateway &profile)
{
    for (const Secret &token : mcp.tokens) {
        if (const auto safe = kept(token, parser, profile); !safe)
            return std::unexpected(safe.error());
    }
    target.mcpTokens = mcp.tokens;
    return target;
}

OrWrong<ChatRequest> requestOf(const QCommandLineParser &parser, const Gateway &profile)
{
    const QStringList prompts = parser.positionalArguments();
    const std::optional<EndpointKind> endpoint = endpointIn(parser);
    const bool isData = DataCommand::kindIn(parser).has_value(); // which reads its texts by itself
    const bool needsPrompt = !isData && (endpoint != EndpointKind::Transcription || !prompts.isEmpty());
    if (needsPrompt && (prompts.size() != 1 || prompts.first().trimmed().isEmpty()))
        return std::unexpected(u"give one prompt, in quotes, or - for standard input"_s);
    ChatRequest request;
    request.model = parser.value(u"model"_s);
    if (!endpoint && !parser.isSet(u"model"_s) && !profile.tiers.isEmpty())
        request.model = profile.tiers.first().model;
    if (request.model.isEmpty() && (endpoint || profile.needsModel()))
        return std::unexpected(u"name a --model"_s);
    request.system = parser.value(u"system"_s);
    request.stream = !parser.isSet(u"no-stream"_s);
    if (parser.isSet(u"schema"_s)) {
        const OrWrong<AnswerFormat> format = formatOf(parser.value(u"schema"_s), profile);
        if (!format)
            return std::unexpected(format.error());
        request.format = *format;
    }
    if (needsPrompt)
        request.messages = {Message::of(Role::User, prompts.first())};
    return endpoint ? request : withSettings(request, parser, profile);
}

/// Options of one endpoint beside another, or of chats beside one; empty if there are none.
QString mixedIn(const QCommandLineParser &parser)
{
    const QStringList endpoints{u"speech"_s, u"transcribe"_s, u"embeddings"_s, u"image"_s};
    const auto isSet = [&parser](const QString &option) {
        return parser.isSet(option);
    };
    const auto count = std::ranges::count_if(endpoints, isSet);
    if (count > 1)
        return u"give only one of --%1"_s.arg(endpoints.join(u", --"_s));
    if (count == 0)
        return isSet(u"output"_s) ? u"--output needs one of --%1"_s.arg(endpoints.join(u", --"_s))
                                  : QString();
    for (const QString &option : {u"system"_s, u"schema"_s, u"no-stream"_s, u"anyway"_s, u"dialect"_s,
             u"attach"_s, u"tools"_s, u"mcp"_s}) {
        if (isSet(option))
            return u"--%1 is for chats only"_s.arg(option);
    }
    return {};
}

/// Wrong use that shows in the options alone; empty if there is none.
QString problemOf(const QCommandLineParser &parser)
{
    if (const QString mixed = mixedIn(parser); !mixed.isEmpty())
        return mixed;
    const QString problem = problemOfOptions(parser, options(), {u"system"_s},
        {u"set"_s, u"attach"_s, u"tool-result"_s, u"mcp"_s, u"mcp-token-env"_s});
    const bool namesKey = parser.isSet(u"key-env"_s) || parser.isSet(u"mcp-token-env"_s);
    if (problem.isEmpty() && parser.isSet(u"insecure-key"_s) && !namesKey)
        return u"--insecure-key needs a --key-env, which names the key"_s;
    if (problem.isEmpty() && parser.isSet(u"attach-names"_s) && !parser.isSet(u"attach"_s))
        return u"--attach-names needs an --attach"_s;
    if (problem.isEmpty() && parser.isSet(u"set"_s) && SoundCommand::kindIn(parser))
        return u"--set is not for sound"_s;
    return problem;
}

OrWrong<std::optional<std::chrono::milliseconds>> timeoutOf(const QCommandLineParser &parser)
{
    constexpr double day = 24 * 60 * 60;
    if (!parser.isSet(u"timeout"_s))
        return {};
    bool isNumber = false;
    const double seconds = parser.value(u"timeout"_s).toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0.001 && seconds <= day))
        return std::unexpected(u"--timeout takes a number of seconds, up to a day"_s);
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

OrWrong<AskCommand> read(
    const QCommandLineParser &parser, const Catalog &catalog, const QProcessEnvironment &environment)
{
    if (const QString problem = problemOf(parser); !problem.isEmpty())
        return std::unexpected(problem);
    const auto timeout = timeoutOf(parser);
    if (!timeout)
        return std::unexpected(timeout.error());
    const auto sound = SoundCommand::read(parser);
    if (!sound)
        return std::unexpected(sound.error());
    const auto data = DataCommand::read(parser);
    if (!data)
        return std::unexpected(data.error());
    const OrWrong<Gateway> profile =
        baseProfile(parser, catalog)
            .and_then([&parser](Gateway known) { return withDialect(std::move(known), parser); })
            .and_then([&parser](Gateway known) { return withPlace(std::move(known), parser); });
    if (!profile)
        return std::unexpected(profile.error());
    const auto mcp = McpCommand::read(parser, environment);
    if (!mcp)
        return std::unexpected(mcp.error());
    const auto target =
        keyOf(parser, environment)
            .and_then([&](const Secret &key) { return taken(key, *profile); })
            .and_then([&](const Secret &key) { return kept(key, parser, *profile); })
            .and_then([&](const Secret &key) { return fitting(key, parser, *profile, catalog); })
            .and_then([&](const Secret &key) { return targetOf(*profile, key, endpointIn(parser)); })
            .and_then([&](const Target &at) { return withTokens(at, *mcp, parser, *profile); });
    if (!target)
        return std::unexpected(target.error());
    const auto tools = ToolCommand::read(parser);
    if (!tools)
        return std::unexpected(tools.error());
    const auto request =
        requestOf(parser, *profile)
            .and_then([&](ChatRequest asked) {
                return tools->tools.isEmpty() ? OrWrong<ChatRequest>(asked)
                                              : withTools(std::move(asked), *tools, *profile);
            })
            .and_then([&](ChatRequest asked) { return withServers(std::move(asked), *mcp, *profile); });
    return request.transform([&](const ChatRequest &asked) {
        return AskCommand{.target = *target,
            .request = asked,
            .sound = *sound,
            .data = *data,
            .files = parser.values(u"attach"_s),
            .namesFiles = parser.isSet(u"attach-names"_s),
            .tools = *tools,
            .anyway = parser.isSet(u"anyway"_s),
            .json = parser.isSet(u"json"_s),
            .timeout = *timeout,
            .capture = parser.value(u"save"_s)};
    });
}

} // namespace

std::expected<AskCommand, AskCommand::Exit> AskCommand::parse(
    const QStringList &arguments, const Catalog &catalog, const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    describe(parser);
    const bool understood = parser.parse(arguments);
    if (understood && (parser.isSet(u"help"_s) || parser.isSet(u"help-all"_s)))
        return std::unexpected(Exit{.text = parser.helpText(), .code = 0});
    if (understood && parser.isSet(u"version"_s))
        return std::unexpected(
            Exit{.text = u"parlance-ask "_s + QStringLiteral(PARLANCE_VERSION), .code = 0});
    const OrWrong<AskCommand> command =
        understood ? read(parser, catalog, environment) : std::unexpected(parser.errorText());
    if (!command)
        return std::unexpected(
            Exit{.text = u"parlance-ask: %1\nTry --help."_s.arg(command.error()), .code = 2});
    return *command;
}

} // namespace Parlance
