// SPDX-License-Identifier: GPL-3.0-or-later
#include "datacommand.h"

#include "outputfile.h"
#include "setting.h"
#include "standardstreams.h"
#include "workspace/textlines.h"

#include <QCommandLineParser>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

template <typename T>
using OrWrong = std::expected<T, QString>;

constexpr qint64 MostOfInput = EmbeddingRequest::MostBytes;

/// An option that needs another one; empty if there is none.
QString missingIn(const QCommandLineParser &parser)
{
    const bool isForVectors = DataCommand::kindIn(parser) == EndpointKind::Embeddings;
    return parser.isSet(u"input"_s) && !isForVectors ? u"--input needs --embeddings"_s : QString();
}

bool isVectorFile(const QString &name)
{
    return name.endsWith(".npy"_L1, Qt::CaseInsensitive) || name.endsWith(".csv"_L1, Qt::CaseInsensitive) ||
           name.endsWith(".json"_L1, Qt::CaseInsensitive);
}

template <typename Request>
OrWrong<DataCommand> withSettings(Request request, const QCommandLineParser &parser)
{
    request.model = parser.value(u"model"_s);
    for (const QString &setting : parser.values(u"set"_s)) {
        if (const QString problem = applySetting(setting, request); !problem.isEmpty())
            return std::unexpected(problem);
    }
    return DataCommand{
        .request = request, .input = parser.value(u"input"_s), .output = parser.value(u"output"_s)};
}

OrWrong<DataCommand> embeddingsIn(const QCommandLineParser &parser)
{
    const QStringList texts = parser.positionalArguments();
    if (texts.isEmpty() && !parser.isSet(u"input"_s))
        return std::unexpected(u"give texts, in quotes, - for the lines of standard input, or an --input"_s);
    if (const QString output = parser.value(u"output"_s); !output.isEmpty() && !isVectorFile(output))
        return std::unexpected(u"--output takes a name that ends with .npy, .csv or .json"_s);
    return withSettings(EmbeddingRequest{.inputs = texts}, parser);
}

OrWrong<DataCommand> imageIn(const QCommandLineParser &parser)
{
    const QStringList prompts = parser.positionalArguments();
    if (prompts.size() != 1 || prompts.first().trimmed().isEmpty())
        return std::unexpected(u"give one prompt, in quotes, or - for standard input"_s);
    if (!parser.isSet(u"output"_s) && !parser.isSet(u"json"_s))
        return std::unexpected(u"name an --output for the picture, or ask for --json"_s);
    return withSettings(ImageRequest{.prompt = prompts.first()}, parser);
}

OrWrong<QString> textOfFile(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        return std::unexpected(u"%1 cannot be read: it is a folder"_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(u"%1 cannot be read: %2"_s.arg(path, file.errorString()));
    if (file.size() > MostOfInput)
        return std::unexpected(u"%1 has more than %2 MB"_s.arg(path).arg(MostOfInput / 1024 / 1024));
    return textIn(file.readAll(), path);
}

/// Puts the lines of standard input in the place of "-", and those of the file behind all.
QString readTexts(EmbeddingRequest &request, const QString &path)
{
    if (request.inputs == QStringList(u"-"_s)) {
        const OrWrong<QString> text = textOfInput();
        if (!text)
            return text.error();
        request.inputs = TextLines::of(*text);
    }
    const OrWrong<QString> text = path.isEmpty() ? OrWrong<QString>() : textOfFile(path);
    if (!text)
        return text.error();
    request.inputs += TextLines::of(*text);
    return check(request).problem;
}

QString readTexts(ImageRequest &request, const QString &)
{
    if (request.prompt == "-"_L1) {
        const OrWrong<QString> text = textOfInput();
        if (!text)
            return text.error();
        request.prompt = *text;
    }
    return check(request).problem;
}

} // namespace

EndpointKind DataCommand::kind() const
{
    return std::holds_alternative<EmbeddingRequest>(request) ? EndpointKind::Embeddings
                                                             : EndpointKind::Images;
}

QList<QCommandLineOption> DataCommand::options()
{
    return {
        {u"embeddings"_s, u"Turn each PROMPT into a vector; --output writes them as .npy, .csv or .json."_s},
        {u"image"_s, u"Draw PROMPT, and write the picture to --output; several get numbers."_s},
        {u"input"_s, u"Embed the lines of this file, too."_s, u"file"_s},
        {u"set"_s,
            u"Send this parameter of the API, for example temperature=0.5, dimensions=256 or size=1024x1024."_s,
            u"name=value"_s},
    };
}

std::optional<EndpointKind> DataCommand::kindIn(const QCommandLineParser &parser)
{
    if (parser.isSet(u"embeddings"_s))
        return EndpointKind::Embeddings;
    if (parser.isSet(u"image"_s))
        return EndpointKind::Images;
    return {};
}

OrWrong<std::optional<DataCommand>> DataCommand::read(const QCommandLineParser &parser)
{
    if (const QString problem = missingIn(parser); !problem.isEmpty())
        return std::unexpected(problem);
    const std::optional<EndpointKind> kind = kindIn(parser);
    if (!kind)
        return {};
    return (*kind == EndpointKind::Embeddings ? embeddingsIn(parser) : imageIn(parser))
        .transform([](const DataCommand &command) { return std::optional(command); });
}

QString DataCommand::complete()
{
    const QString problem = problemOfOutput(output);
    return problem.isEmpty() ? std::visit([this](auto &asked) { return readTexts(asked, input); }, request)
                             : problem;
}

QStringList DataCommand::doubts() const
{
    return std::visit([](const auto &asked) { return check(asked).doubts(); }, request);
}

} // namespace Parlance
