// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/markdownparser.h"

#include "ui/conversation/latextext.h"
#include "ui/conversation/markdownentities.h"
#include "ui/conversation/markdownformulas.h"
#include "ui/conversation/markdownimage.h"

#include <md4c.h>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct OpenList
{
    bool ordered = false;
    int next = 0;
    int last = -1; ///< the container of the last item
};

Qt::Alignment alignmentOf(MD_ALIGN align)
{
    switch (align) {
    case MD_ALIGN_CENTER:
        return Qt::AlignHCenter;
    case MD_ALIGN_RIGHT:
        return Qt::AlignRight;
    case MD_ALIGN_LEFT:
        return Qt::AlignLeft;
    case MD_ALIGN_DEFAULT:
        break;
    }
    return {};
}

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

struct Look
{
    MarkdownStyles styles;
    QString link;
};

/// Builds the flat blocks from md4c's callbacks.
class Builder
{
public:
    /// `parsed` is what md4c reads: the source with its formulas overwritten.
    Builder(const QByteArray &source, const QByteArray &parsed, const MarkdownFormulas &formulas,
        const MarkdownContext &context)
        : m_source(source)
        , m_begin(parsed.constData())
        , m_size(parsed.size())
        , m_formulas(formulas.found)
        , m_openFormula(formulas.openAt)
        , m_prefix(context.prefix().size())
        , m_context(context)
    {
    }

    void enterBlock(MD_BLOCKTYPE type, void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, void *detail);
    void leaveSpan();
    void text(MD_TEXTTYPE type, QByteArrayView text);

    MarkdownParse take();

private:
    void openList(bool ordered, int start);
    void openItem(const MD_BLOCK_LI_DETAIL &detail);
    void pushContainer(MarkdownContainer container);
    void popContainer();
    void open(MarkdownBlock::Kind kind, int level = 0);
    void openCode(const MD_BLOCK_CODE_DETAIL &detail);
    void close();
    [[nodiscard]] bool isInSource(const char *text) const
    {
        return text >= m_begin && text < m_begin + m_size;
    }
    [[nodiscard]] QByteArrayView withoutSkeleton(QByteArrayView text);
    void noteText(QByteArrayView text);
    void noteContainers(qsizetype at);
    void noteSafePlaces(QByteArrayView text);
    void verbatim(QByteArrayView text);
    [[nodiscard]] QByteArrayView original(QByteArrayView text) const;
    [[nodiscard]] QString attributeText(const MD_ATTRIBUTE &attribute) const;
    void plainText(MD_TEXTTYPE type, QByteArrayView text);
    void appendFormula(const MarkdownFormula &formula);
    void openFormula();
    void openInside(MarkdownBlock::Kind kind);
    void afterFormula(QByteArrayView &text);
    void noteImage();
    void append(const QString &text);
    QString shown(MD_TEXTTYPE type, QByteArrayView text) const;

    MarkdownBlock &block() { return m_parse.blocks.last(); }

    const QByteArray &m_source;
    const char *m_begin;
    qsizetype m_size;
    const QList<MarkdownFormula> &m_formulas;
    qsizetype m_openFormula;
    qsizetype m_prefix;
    const MarkdownContext &m_context;
    MarkdownParse m_parse;
    QByteArray m_nesting;
    QList<OpenList> m_lists;
    int m_container = -1;
    QString m_marker;
    MarkdownBlock::Task m_task = MarkdownBlock::Task::None;
    bool m_open = false;
    bool m_lineEnded = false; ///< a line of code has ended, and the next begins with the next text
    bool m_skipBreak = false; ///< the line that ends next is one of the skeleton
    bool m_inHead = false;
    bool m_risky = false;        ///< the block has text that may open an inline construct
    bool m_afterFormula = false; ///< the paragraph has had a formula on display, and no text after it
    QStringList m_images;        ///< the targets of the images of the block
    Look m_look;
    QList<Look> m_outer; ///< the looks of the spans around the text
};

void Builder::openList(bool ordered, int start)
{
    close();
    OpenList list{.ordered = ordered, .next = start};
    if (m_parse.blocks.size() < m_context.skip && m_lists.size() < m_context.numbers.size() && ordered)
        list.next = m_context.numbers.at(m_lists.size());
    m_lists.append(list);
}

void Builder::openItem(const MD_BLOCK_LI_DETAIL &detail)
{
    if (!m_marker.isEmpty())
        open(MarkdownBlock::Kind::Paragraph);
    close();
    OpenList &list = m_lists.last();
    const MarkdownContainer item{
        .item = true, .ordered = list.ordered, .number = list.next, .previous = list.last};
    pushContainer(item);
    list.last = m_container;
    m_marker = list.ordered ? QString::number(list.next++) + u'.' : u"•"_s;
    if (detail.is_task)
        m_task = detail.task_mark == ' ' ? MarkdownBlock::Task::Open : MarkdownBlock::Task::Done;
}

void Builder::pushContainer(MarkdownContainer container)
{
    container.parent = m_container;
    m_container = int(m_parse.containers.size());
    m_nesting += container.item ? 'l' : 'q';
    m_parse.containers.append(container);
}

void Builder::popContainer()
{
    close();
    m_container = m_parse.containers.at(m_container).parent;
    m_nesting.chop(1);
}

void Builder::open(MarkdownBlock::Kind kind, int level)
{
    close();
    MarkdownBlock next;
    next.kind = kind;
    next.level = level;
    next.nesting = m_nesting;
    next.marker = std::exchange(m_marker, {});
    next.task = std::exchange(m_task, MarkdownBlock::Task::None);
    m_parse.blocks.append(next);
    m_parse.origins.append({.container = m_container});
    m_open = true;
    m_afterFormula = false;
    m_images.clear();
    m_risky = false;
    m_lineEnded = false;
    m_skipBreak = false;
}

void Builder::openCode(const MD_BLOCK_CODE_DETAIL &detail)
{
    open(MarkdownBlock::Kind::Code);
    block().first = true;
    block().language = attributeText(detail.lang);
    m_parse.origins.last().fence = detail.fence_char;
    if (!detail.fence_char || !detail.info.size || !isInSource(detail.info.text))
        return;
    // A list item may begin with the fence: the item's place is there, not at the first line of code.
    qsizetype at = detail.info.text - m_begin;
    while (at > 0 && (m_begin[at - 1] == ' ' || m_begin[at - 1] == detail.fence_char))
        --at;
    while (m_begin[at] == ' ')
        ++at;
    noteContainers(at);
}

void Builder::close()
{
    if (m_open)
        noteImage();
    m_open = false;
}

/// Makes an image of a paragraph that is nothing else.
void Builder::noteImage()
{
    const auto isImage = [](const MarkdownSpan &span) {
        return span.styles.testFlag(MarkdownStyle::Image);
    };
    if (m_images.size() != 1 || block().kind != MarkdownBlock::Kind::Paragraph ||
        !std::ranges::all_of(std::as_const(block().spans), isImage))
        return;
    block().image = imageData(m_images.first(), m_context.images);
    if (!block().image.isEmpty())
        block().kind = MarkdownBlock::Kind::Image;
}

void Builder::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_TBODY:
        break;
    case MD_BLOCK_QUOTE:
        close();
        pushContainer({});
        break;
    case MD_BLOCK_UL:
        openList(false, 0);
        break;
    case MD_BLOCK_OL:
        openList(true, int(static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start));
        break;
    case MD_BLOCK_LI:
        openItem(*static_cast<MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_HR:
        open(MarkdownBlock::Kind::Rule);
        break;
    case MD_BLOCK_H:
        open(MarkdownBlock::Kind::Heading, int(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level));
        break;
    case MD_BLOCK_CODE:
        openCode(*static_cast<MD_BLOCK_CODE_DETAIL *>(detail));
        break;
    case MD_BLOCK_HTML:
        open(MarkdownBlock::Kind::Html);
        break;
    case MD_BLOCK_P:
        open(MarkdownBlock::Kind::Paragraph);
        break;
    case MD_BLOCK_TABLE:
        close();
        break;
    case MD_BLOCK_THEAD:
        m_inHead = true;
        break;
    case MD_BLOCK_TR:
        open(MarkdownBlock::Kind::TableRow);
        block().first = m_inHead;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        block().cells.append(MarkdownSpans());
        block().alignments.append(alignmentOf(static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align));
        break;
    }
}

void Builder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        popContainer();
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_lists.removeLast();
        break;
    case MD_BLOCK_LI:
        if (!m_marker.isEmpty())
            open(MarkdownBlock::Kind::Paragraph);
        popContainer();
        break;
    case MD_BLOCK_THEAD:
        m_inHead = false;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        break;
    default:
        close();
    }
}

void Builder::enterSpan(MD_SPANTYPE type, void *detail)
{
    if (!m_open)
        open(MarkdownBlock::Kind::Paragraph);
    m_outer.append(m_look);
    switch (type) {
    case MD_SPAN_EM:
        m_look.styles |= MarkdownStyle::Italic;
        break;
    case MD_SPAN_STRONG:
        m_look.styles |= MarkdownStyle::Bold;
        break;
    case MD_SPAN_DEL:
        m_look.styles |= MarkdownStyle::Strike;
        break;
    case MD_SPAN_CODE:
        m_look.styles |= MarkdownStyle::Code;
        break;
    case MD_SPAN_A:
        m_look.link = attributeText(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        break;
    case MD_SPAN_IMG:
        m_look.styles |= MarkdownStyle::Image;
        m_images += attributeText(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src);
        m_look.link = withoutImageData(m_images.last());
        break;
    default:
        break;
    }
}

/// md4c sometimes leaves a link more often than it entered one, in texts such as `<[](`.
void Builder::leaveSpan()
{
    m_look = m_outer.isEmpty() ? Look() : m_outer.takeLast();
}

void Builder::text(MD_TEXTTYPE type, QByteArrayView text)
{
    if (!m_open)
        open(MarkdownBlock::Kind::Paragraph);
    const bool isBreak = !isInSource(text.data());
    text = withoutSkeleton(text);
    if (text.isEmpty() || (isBreak && std::exchange(m_skipBreak, false)))
        return;
    if (block().kind == MarkdownBlock::Kind::Code || block().kind == MarkdownBlock::Kind::Html)
        return verbatim(original(text));
    if (isBreak || type != MD_TEXT_NORMAL)
        return plainText(type, original(text));
    const qsizetype begin = text.data() - m_begin;
    const qsizetype end = begin + text.size();
    qsizetype at = begin;
    for (auto next = std::ranges::lower_bound(m_formulas, begin, {}, &MarkdownFormula::begin);
        next != m_formulas.cend() && next->end <= end; ++next) {
        plainText(type, text.sliced(at - begin, next->begin - at));
        appendFormula(*next);
        at = next->end;
    }
    plainText(type, text.sliced(at - begin));
}

/// What md4c has read as letters, as it was.
QByteArrayView Builder::original(QByteArrayView text) const
{
    return isInSource(text.data()) ? QByteArrayView(m_source).sliced(text.data() - m_begin, text.size())
                                   : text;
}

QString Builder::attributeText(const MD_ATTRIBUTE &attribute) const
{
    QString text;
    for (qsizetype i = 0; attribute.text && attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET from = attribute.substr_offsets[i];
        const QByteArrayView part(attribute.text + from, qsizetype(attribute.substr_offsets[i + 1] - from));
        text += attribute.substr_types[i] == MD_TEXT_ENTITY ? decodeEntity(part)
                                                            : QString::fromUtf8(original(part));
    }
    return text;
}

void Builder::plainText(MD_TEXTTYPE type, QByteArrayView text)
{
    if (m_afterFormula)
        afterFormula(text);
    if (text.isEmpty())
        return;
    noteText(text);
    if (type == MD_TEXT_NORMAL)
        noteSafePlaces(text);
    append(shown(type, text));
}

/// A formula on display ends the paragraph, but for a full stop or comma; the text after it is the next one.
void Builder::afterFormula(QByteArrayView &text)
{
    if (QByteArrayView(".,;:").contains(text.front()) && (text.size() == 1 || text.at(1) == ' ')) {
        block().spans.last().text += QLatin1Char(text.front());
        text = text.sliced(1);
    }
    while (text.startsWith(' ') || text == "\n")
        text = text.sliced(1);
    if (text.isEmpty())
        return;
    openInside(MarkdownBlock::Kind::Paragraph);
}

/// Opens a further block of the same paragraph.
void Builder::openInside(MarkdownBlock::Kind kind)
{
    const bool risky = m_risky;
    open(kind);
    m_risky = risky;
    m_parse.origins.last().mayBeOpen = risky;
}

void Builder::appendFormula(const MarkdownFormula &formula)
{
    const MarkdownBlock::Kind kind = block().kind;
    const bool ownLine =
        formula.display && (kind == MarkdownBlock::Kind::Paragraph || kind == MarkdownBlock::Kind::Math);
    if (ownLine)
        openFormula();
    else if (m_afterFormula)
        openInside(MarkdownBlock::Kind::Paragraph);
    noteText(QByteArrayView(m_begin + formula.begin, formula.end - formula.begin));
    const Look outer = m_look;
    m_look.styles |= MarkdownStyle::Math;
    append(latexToText(QString::fromUtf8(formula.latex), ownLine));
    m_look = outer;
    m_afterFormula = ownLine;
}

/// The paragraph so far, if there is any, is a block of its own.
void Builder::openFormula()
{
    MarkdownSpans &spans = block().spans;
    if (spans.isEmpty() && m_images.isEmpty()) {
        block().kind = MarkdownBlock::Kind::Math;
        return;
    }
    while (!spans.isEmpty() && (spans.last().text.endsWith(u' ') || spans.last().text.endsWith(u'\u2028'))) {
        spans.last().text.chop(1);
        if (spans.last().text.isEmpty())
            spans.removeLast();
    }
    openInside(MarkdownBlock::Kind::Math);
}

QString Builder::shown(MD_TEXTTYPE type, QByteArrayView text) const
{
    switch (type) {
    case MD_TEXT_NULLCHAR:
        return u"\uFFFD"_s;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        return u"\u2028"_s;
    case MD_TEXT_ENTITY:
        return decodeEntity(text);
    case MD_TEXT_HTML:
        return isLineBreakTag(text) ? u"\u2028"_s : QString::fromUtf8(text);
    default:
        return QString::fromUtf8(text);
    }
}

/// A line of code is a block of its own; HTML is shown as it is written.
void Builder::verbatim(QByteArrayView text)
{
    if (m_lineEnded) {
        m_lineEnded = false;
        if (block().kind == MarkdownBlock::Kind::Code) {
            MarkdownBlock next = block();
            next.first = false;
            next.marker.clear();
            next.spans.clear();
            const MarkdownOrigin origin{.container = m_container, .fence = m_parse.origins.last().fence};
            m_parse.blocks.append(next);
            m_parse.origins.append(origin);
        } else {
            append(u"\u2028"_s);
        }
    }
    if (text == "\n") {
        m_lineEnded = true;
        return;
    }
    noteText(text);
    append(QString::fromUtf8(text));
}

/// What of a text is the text's own. The containers of the skeleton are those of the text that follows.
QByteArrayView Builder::withoutSkeleton(QByteArrayView text)
{
    if (!isInSource(text.data()))
        return text;
    const qsizetype at = text.data() - m_begin;
    if (at >= m_prefix)
        return text;
    noteContainers(at);
    m_skipBreak = at + text.size() < m_prefix;
    return text.sliced(std::min(text.size(), m_prefix - at));
}

void Builder::noteText(QByteArrayView text)
{
    if (!isInSource(text.data()))
        return;
    const qsizetype at = text.data() - m_begin;
    if (m_parse.origins.last().textAt < 0)
        m_parse.origins.last().textAt = at;
    noteContainers(at);
}

void Builder::noteContainers(qsizetype at)
{
    for (int i = m_container; i >= 0 && m_parse.containers.at(i).textAt < 0;
        i = m_parse.containers.at(i).parent)
        m_parse.containers[i].textAt = at;
}

/// A place is safe before a word that begins with a letter, as long as nothing before it could still open an
/// inline construct: what md4c has left as text in spite of being a mark. And after the end of a sentence in
/// a script without spaces.
void Builder::noteSafePlaces(QByteArrayView text)
{
    if (!isInSource(text.data()))
        return;
    const bool outside = !m_look.styles && m_look.link.isEmpty();
    const qsizetype at = text.data() - m_begin;
    m_risky = m_risky || (m_openFormula >= 0 && at > m_openFormula);
    for (qsizetype i = 0; i < text.size() && !m_risky; ++i) {
        const bool insideWord =
            i > 0 && i + 1 < text.size() && isWordByte(text.at(i - 1)) && isWordByte(text.at(i + 1));
        m_risky = QByteArrayView("*[`<~|$").contains(text.at(i)) || (text.at(i) == '_' && !insideWord);
        const bool letterNext = i + 1 < text.size() && isWordByte(text.at(i + 1)) &&
                                !(text.at(i + 1) >= '0' && text.at(i + 1) <= '9');
        const bool pause = text.at(i) == ' ' || (i >= 2 && text.sliced(i - 2, 3) == "\u3002");
        if (outside && letterNext && pause && !m_risky)
            m_parse.origins.last().safeAt = at + i + 1;
    }
}

void Builder::append(const QString &text)
{
    MarkdownBlock &target = block();
    MarkdownSpans &spans = target.cells.isEmpty() ? target.spans : target.cells.last();
    if (!spans.isEmpty() && spans.last().styles == m_look.styles && spans.last().link == m_look.link)
        spans.last().text += text;
    else
        spans.append({text, m_look.styles, m_look.link});
}

MarkdownParse Builder::take()
{
    const qsizetype skip = std::min(m_context.skip, m_parse.blocks.size());
    m_parse.blocks.remove(0, skip);
    m_parse.origins.remove(0, skip);
    if (m_parse.blocks.isEmpty())
        return std::move(m_parse);
    if (m_context.continuesCode)
        m_parse.blocks.first().first = false;
    if (m_context.continues)
        m_parse.blocks.first().continues = true;
    if (m_context.continues && m_parse.blocks.first().text().isEmpty()) {
        m_parse.blocks.removeFirst();
        m_parse.origins.removeFirst();
    }
    return std::move(m_parse);
}

Builder &builderOf(void *userdata)
{
    return *static_cast<Builder *>(userdata);
}

MD_PARSER callbacks()
{
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) {
        builderOf(data).enterBlock(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) {
        builderOf(data).leaveBlock(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) {
        builderOf(data).enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE, void *, void *data) {
        builderOf(data).leaveSpan();
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        builderOf(data).text(type, QByteArrayView(text, qsizetype(size)));
        return 0;
    };
    return parser;
}

/// Where md4c finds lines of code and HTML, formulas being nothing to it.
QList<qsizetype> verbatimPlaces(const QByteArray &source)
{
    struct Places
    {
        const QByteArray &source;
        QList<qsizetype> found;
        bool verbatim = false;
    } places{.source = source, .found = {}};
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = [](MD_BLOCKTYPE type, void *, void *data) {
        static_cast<Places *>(data)->verbatim = type == MD_BLOCK_CODE || type == MD_BLOCK_HTML;
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE, void *, void *) {
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE, void *, void *) {
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE, void *, void *) {
        return 0;
    };
    parser.text = [](MD_TEXTTYPE, const MD_CHAR *text, MD_SIZE, void *data) {
        auto &all = *static_cast<Places *>(data);
        const char *const begin = all.source.constData();
        if (all.verbatim && text >= begin && text < begin + all.source.size())
            all.found.append(text - begin);
        return 0;
    };
    md_parse(source.constData(), MD_SIZE(source.size()), &parser, &places);
    return places.found;
}

} // namespace

MarkdownParse parseMarkdown(const QByteArray &source, const MarkdownContext &context)
{
    static const MD_PARSER parser = callbacks();
    MarkdownFormulas formulas;
    QByteArray parsed = source;
    if (mayHaveFormulas(source)) {
        formulas = findFormulas(source, verbatimPlaces(source));
        parsed = withoutFormulas(source, formulas.found);
    }
    Builder builder(source, parsed, formulas, context);
    md_parse(parsed.constData(), MD_SIZE(parsed.size()), &parser, &builder);
    MarkdownParse parse = builder.take();
    parse.formulas = formulas.found;
    parse.openFormula = formulas.openAt;
    return parse;
}

} // namespace Parlance
