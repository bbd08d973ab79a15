// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchcommand.h"

#include <QHash>
#include <QStringList>

#include <optional>

using namespace Qt::StringLiterals;

namespace Parlance::Bench {

namespace {

using Reader = std::optional<Command> (*)(const QString &argument);

/// The whole numbers, each at least 1, that are `count` words; nothing if they are something else.
std::optional<QList<int>> numbers(const QString &argument, qsizetype count)
{
    QList<int> numbers;
    for (const QString &word : argument.split(u' ', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        numbers << word.toInt(&isNumber);
        if (!isNumber || numbers.last() < 1)
            return std::nullopt;
    }
    return numbers.size() == count ? std::optional(numbers) : std::nullopt;
}

template <typename WithText>
std::optional<Command> readText(const QString &argument)
{
    return argument.isEmpty() ? std::nullopt : std::optional<Command>(WithText{argument});
}

template <typename Bare>
std::optional<Command> readBare(const QString &argument)
{
    return argument.isEmpty() ? std::optional<Command>(Bare()) : std::nullopt;
}

std::optional<Command> readLoad(const QString &argument)
{
    const auto values = numbers(argument, 2);
    return values ? std::optional<Command>(Load{.messages = values->at(0), .tokens = values->at(1)})
                  : std::nullopt;
}

std::optional<Command> readResize(const QString &argument)
{
    const auto values = numbers(argument, 2);
    return values ? std::optional<Command>(Resize{QSize(values->at(0), values->at(1))}) : std::nullopt;
}

std::optional<Command> readPaste(const QString &argument)
{
    const auto values = numbers(argument, 1);
    return values ? std::optional<Command>(Paste{values->first()}) : std::nullopt;
}

} // namespace

std::expected<Command, QString> readCommand(QStringView line)
{
    static const QHash<QString, Reader> readers{{u"send"_s, readText<Send>}, {u"load"_s, readLoad},
        {u"resize"_s, readResize}, {u"type"_s, readText<Type>}, {u"paste"_s, readPaste},
        {u"memory"_s, readBare<Memory>}, {u"inspect"_s, readBare<Inspect>}, {u"grab"_s, readText<Grab>},
        {u"quit"_s, readBare<Quit>}};
    const QString trimmed = line.trimmed().toString();
    const Reader reader = readers.value(trimmed.section(u' ', 0, 0));
    if (!reader)
        return std::unexpected(u"not a command: "_s + trimmed);
    if (const std::optional<Command> command = reader(trimmed.section(u' ', 1)))
        return *command;
    return std::unexpected(u"wrong arguments: "_s + trimmed);
}

} // namespace Parlance::Bench
