// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/promptlibrary.h"

#include "gateways/fieldreader.h"
#include "gateways/gatewayjson.h"
#include "gateways/keywatch.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::PromptLibrary)
};

using Kind = SavedPrompt::Kind;

constexpr QLatin1StringView PromptWord("prompt");
constexpr QLatin1StringView SystemWord("system");

std::expected<QByteArray, QString> written(const SavedPrompt &prompt)
{
    QJsonObject object{{u"name"_s, prompt.name}, {u"text"_s, prompt.text}};
    if (const QString key = keyInProfile(object); !key.isEmpty())
        return std::unexpected(Words::tr("Not saved: it seems to contain a key. %1").arg(key));
    object.remove(u"name"_s); // the file has it
    object.insert(u"kind"_s, prompt.kind == Kind::System ? SystemWord : PromptWord);
    const QByteArray text = QJsonDocument(object).toJson();
    if (text.size() > NamedFiles::MaxSize)
        return std::unexpected(Words::tr("Not saved: the text is too large for the library."));
    return text;
}

std::expected<SavedPrompt, QString> readPrompt(const QByteArray &file)
{
    const auto object = readProfile(file);
    if (!object)
        return std::unexpected(object.error());
    if (const QString key = keyInProfile(*object); !key.isEmpty())
        return std::unexpected(key);
    FieldReader fields(*object);
    const QString kind = fields.takeText(u"kind"_s);
    if (!kind.isEmpty() && kind != PromptWord && kind != SystemWord)
        fields.fail(u"kind"_s, u"\"%1\" is neither prompt nor system"_s.arg(kind));
    const SavedPrompt prompt{.name = {},
        .kind = kind == SystemWord ? Kind::System : Kind::Prompt,
        .text = fields.takeText(u"text"_s)};
    fields.complainOfTheRest();
    if (!fields.error().isEmpty())
        return std::unexpected(fields.error());
    return prompt;
}

bool isBefore(const SavedPrompt &one, const SavedPrompt &other)
{
    if (const int folders = one.folder().compare(other.folder(), Qt::CaseInsensitive))
        return folders < 0;
    return one.title().compare(other.title(), Qt::CaseInsensitive) < 0;
}

bool beginsAWord(const QString &text, const QString &word)
{
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
        at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !text.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

constexpr int NotFound = 4;

int rankOf(const SavedPrompt &prompt, const QString &word)
{
    const auto isIn = [&word](const QString &text) {
        return text.contains(word, Qt::CaseInsensitive);
    };
    return beginsAWord(prompt.title(), word) ? 0
           : isIn(prompt.title())            ? 1
           : isIn(prompt.folder())           ? 2
           : isIn(prompt.text)               ? 3
                                             : NotFound;
}

int rankOf(const SavedPrompt &prompt, const QStringList &words)
{
    int rank = 0;
    for (const QString &word : words)
        rank = std::max(rank, rankOf(prompt, word));
    return rank;
}

} // namespace

PromptLibrary::PromptLibrary(QString folder)
    : m_files(std::move(folder))
{
}

QList<SavedPrompt> PromptLibrary::prompts() const
{
    QList<SavedPrompt> prompts;
    for (const QString &name : m_files.names())
        prompts.append(load(name));
    std::ranges::stable_sort(prompts, isBefore);
    return prompts;
}

SavedPrompt PromptLibrary::load(const QString &name) const
{
    auto prompt = m_files.read(name).and_then([this, &name](const QByteArray &file) {
        return readPrompt(file).transform_error([this, &name](const QString &problem) {
            return Words::tr("%1 isn't a saved prompt (%2). Fix the file, or delete it.")
                .arg(QFileInfo(m_files.pathOf(name)).fileName(), problem);
        });
    });
    if (!prompt)
        return {.name = name, .fault = prompt.error()};
    prompt->name = name;
    return *prompt;
}

PromptLibrary::Done PromptLibrary::save(const SavedPrompt &prompt) const
{
    if (has(prompt.name))
        return std::unexpected(
            Words::tr("There is a prompt “%1” already: choose another name.").arg(prompt.name));
    return replace(prompt);
}

PromptLibrary::Done PromptLibrary::replace(const SavedPrompt &prompt) const
{
    if (prompt.name.isEmpty())
        return std::unexpected(Words::tr("Give the prompt a name."));
    if (prompt.text.trimmed().isEmpty())
        return std::unexpected(Words::tr("There is no text to save."));
    return written(prompt).and_then(
        [this, &prompt](const QByteArray &text) { return m_files.write(prompt.name, text); });
}

PromptLibrary::Done PromptLibrary::rename(const QString &name, const QString &newName) const
{
    if (name == newName || newName.isEmpty())
        return {};
    if (has(newName))
        return std::unexpected(
            Words::tr("There is a prompt “%1” already: choose another name.").arg(newName));
    if (const QString key = keyInProfile({{u"name"_s, newName}}); !key.isEmpty())
        return std::unexpected(Words::tr("Not renamed: the name seems to contain a key."));
    return m_files.rename(name, newName);
}

PromptLibrary::Done PromptLibrary::putBack(const QString &name, const QByteArray &file) const
{
    return m_files.write(name, file);
}

QString tidyName(const QString &typed)
{
    QStringList parts;
    for (const QString &part : typed.split(u'/')) {
        if (const QString tidy = part.simplified(); !tidy.isEmpty())
            parts << tidy;
    }
    return parts.join(u'/');
}

QList<SavedPrompt> found(const QList<SavedPrompt> &prompts, const QString &query)
{
    const QStringList words = query.simplified().split(u' ', Qt::SkipEmptyParts);
    const auto rank = [&words](const SavedPrompt &prompt) {
        return rankOf(prompt, words);
    };
    QList<SavedPrompt> found = prompts;
    found.removeIf([&rank](const SavedPrompt &prompt) { return rank(prompt) == NotFound; });
    std::ranges::stable_sort(found, {}, rank);
    return found;
}

} // namespace Parlance
