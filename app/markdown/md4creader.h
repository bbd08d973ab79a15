// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <md4c.h>

namespace Parlance {

/// Parses a text with md4c in GitHub's dialect, but for bare web addresses. Calls these functions of
/// `handler`: enterBlock(type, detail), leaveBlock(type), enterSpan(type, detail), leaveSpan(), text(type,
/// text).
template <class Handler>
void readMarkdown(const QByteArray &source, Handler &handler)
{
    MD_PARSER parser{};
    parser.flags =
        MD_FLAG_PERMISSIVEEMAILAUTOLINKS | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) {
        static_cast<Handler *>(data)->enterBlock(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) {
        static_cast<Handler *>(data)->leaveBlock(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) {
        static_cast<Handler *>(data)->enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE, void *, void *data) {
        static_cast<Handler *>(data)->leaveSpan();
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        static_cast<Handler *>(data)->text(type, QByteArrayView(text, qsizetype(size)));
        return 0;
    };
    md_parse(source.constData(), MD_SIZE(source.size()), &parser, &handler);
}

} // namespace Parlance
