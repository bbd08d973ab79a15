// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/textlook.h"

namespace Parlance {

namespace {

enum Property {
    Kind = QTextFormat::UserProperty + 1,
    Level,
    Nesting,
    First,
    Continues,
    Folded,
    Hidden,
    Space,
    Marker,
    Task,
    Language,
    Title,
    Turn,
    Columns,
    Group,
    Length,
    Image,
    Role,
    Styles,
    Token,
    Cell,
    Head,
    Emoji,
    Added,
    Source,
    Sign,
};

} // namespace

BlockLook::Kind BlockLook::kindOf(const QTextFormat &format)
{
    return static_cast<Kind>(format.intProperty(Property::Kind));
}

int BlockLook::groupOf(const QTextFormat &format)
{
    return format.intProperty(Group);
}

int BlockLook::turnOf(const QTextFormat &format)
{
    return format.hasProperty(Turn) ? format.intProperty(Turn) : -1;
}

BlockLook BlockLook::of(const QTextBlockFormat &format)
{
    return {
        .kind = kindOf(format),
        .level = format.intProperty(Level),
        .nesting = format.property(Nesting).toByteArray(),
        .first = format.boolProperty(First),
        .continues = format.boolProperty(Continues),
        .folded = format.boolProperty(Folded),
        .hidden = format.boolProperty(Hidden),
        .space = format.intProperty(Space),
        .marker = format.stringProperty(Marker),
        .task = static_cast<MarkdownBlock::Task>(format.intProperty(Property::Task)),
        .language = format.stringProperty(Language),
        .title = format.stringProperty(Title),
        .turn = turnOf(format),
        .columns = format.property(Columns).toByteArray(),
        .direction = kindOf(format) == Kind::Code ? Qt::LayoutDirectionAuto : format.layoutDirection(),
        .group = format.intProperty(Group),
        .length = format.intProperty(Length),
        .image = format.property(Property::Image).toSize(),
    };
}

void BlockLook::store(QTextBlockFormat &format) const
{
    const auto set = [&format](int property, const QVariant &value, bool wanted) {
        if (wanted)
            format.setProperty(property, value);
    };
    set(Property::Kind, static_cast<int>(kind), kind != Kind::Paragraph);
    set(Level, level, level != 0);
    set(Nesting, nesting, !nesting.isEmpty());
    set(First, first, first);
    set(Continues, continues, continues);
    set(Folded, folded, folded);
    set(Hidden, hidden, hidden);
    set(Space, space, space != 0);
    set(Marker, marker, !marker.isEmpty());
    set(Property::Task, static_cast<int>(task), task != MarkdownBlock::Task::None);
    set(Language, language, !language.isEmpty());
    set(Title, title, !title.isEmpty());
    set(Turn, turn, turn >= 0);
    set(Columns, columns, !columns.isEmpty());
    if (direction != Qt::LayoutDirectionAuto)
        format.setLayoutDirection(direction);
    set(Group, group, group != 0);
    set(Length, length, length != 0);
    set(Property::Image, image, image.isValid());
}

QUrl imageName(int group)
{
    return QUrl(QStringLiteral("image:%1").arg(group));
}

MarkdownStyles RunLook::stylesOf(const QTextFormat &format)
{
    return MarkdownStyles::fromInt(format.intProperty(Styles));
}

QString RunLook::signOf(const QTextFormat &format)
{
    return format.stringProperty(Sign);
}

RunLook RunLook::of(const QTextCharFormat &format)
{
    return {
        .role = static_cast<Role>(format.intProperty(Property::Role)),
        .styles = MarkdownStyles::fromInt(format.intProperty(Styles)),
        .token = format.intProperty(Token),
        .level = format.intProperty(Level),
        .cell = format.boolProperty(Cell),
        .head = format.boolProperty(Head),
        .emoji = format.boolProperty(Emoji),
        .added = format.boolProperty(Added),
        .link = format.anchorHref(),
        .source = format.stringProperty(Source),
        .sign = format.stringProperty(Sign),
    };
}

void RunLook::store(QTextCharFormat &format) const
{
    const auto set = [&format](int property, const QVariant &value, bool wanted) {
        if (wanted)
            format.setProperty(property, value);
    };
    set(Property::Role, static_cast<int>(role), role != Role::Body);
    set(Styles, int(styles.toInt()), bool(styles));
    set(Token, token, token != 0);
    set(Level, level, level != 0);
    set(Cell, cell, cell);
    set(Head, head, head);
    set(Emoji, emoji, emoji);
    set(Added, added, added);
    set(Source, source, !source.isEmpty());
    set(Sign, sign, !sign.isEmpty());
    if (!source.isEmpty() && !emoji)
        format.setObjectType(signObject);
    if (!link.isEmpty()) {
        format.setAnchor(true);
        format.setAnchorHref(link);
    }
}

} // namespace Parlance
