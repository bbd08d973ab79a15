// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/paper.h"

#include "markdown/markdownimage.h"
#include "ui/export/htmltranscript.h"
#include "ui/export/transcript.h"
#include "view/base/picture.h"
#include "view/base/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCache>
#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype picturesKept = qsizetype(128) * 1024 * 1024; ///< in bytes
constexpr qreal bodySize = 10;
constexpr qreal footerSize = 8;
constexpr qreal listIndent = 22;
constexpr QMarginsF margins(20, 18, 20, 14); // in millimetres; the footer is above the bottom margin

QFont fontOf(qreal points)
{
    QFont font(u"Noto Sans"_s);
    font.setPointSizeF(points);
    return font;
}

/// Shows the pictures embedded in the answers, and loads nothing that a text names. Qt asks for a picture
/// several times, so the newest ones are kept.
class PaperDocument : public QTextDocument
{
protected:
    QVariant loadResource(int, const QUrl &name) override
    {
        const QString url = name.toString();
        if (const QImage *known = m_pictures.object(url))
            return *known;
        const QList<QByteArray> none;
        const QImage picture = decodedPicture(imageData(url, none));
        m_pictures.insert(url, new QImage(picture), picture.sizeInBytes());
        return picture;
    }

private:
    QCache<QString, QImage> m_pictures{picturesKept};
};

/// A document laid out for a device and drawn page by page.
class Pages
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Transcript)

public:
    Pages(const Transcript &transcript, QPainter &painter)
        : m_painter(painter)
    {
        painter.setFont(fontOf(footerSize));
        const QPaintDevice *device = painter.device();
        m_footer = 2.5 * painter.fontMetrics().height();
        m_body = QSizeF(device->width(), device->height() - m_footer);
        m_document.documentLayout()->setPaintDevice(painter.device());
        m_document.setDefaultFont(fontOf(bodySize));
        m_document.setDocumentMargin(0);
        m_document.setIndentWidth(listIndent);
        m_document.setHtml(toPaperHtml(transcript));
        m_document.setPageSize(m_body);
    }

    [[nodiscard]] int count() const { return m_document.pageCount(); }

    void draw(int page)
    {
        const QRectF rect(QPointF(0, (page - 1) * m_body.height()), m_body);
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette = Theme::light().palette();
        context.clip = rect;
        m_painter.save();
        m_painter.translate(-rect.topLeft());
        m_painter.setClipRect(rect);
        m_document.documentLayout()->draw(&m_painter, context);
        m_painter.restore();
        drawFooter(page);
    }

private:
    void drawFooter(int page)
    {
        m_painter.setFont(fontOf(footerSize));
        m_painter.setPen(Theme::light().secondaryText);
        const QRectF rect(0, m_body.height(), m_body.width(), m_footer);
        m_painter.drawText(
            rect, Qt::AlignHCenter | Qt::AlignBottom, tr("Page %1 of %2").arg(page).arg(count()));
    }

    QPainter &m_painter;
    PaperDocument m_document;
    QSizeF m_body;
    qreal m_footer = 0;
};

QPageSize usualPaper()
{
    const bool us = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    return QPageSize(us ? QPageSize::Letter : QPageSize::A4);
}

} // namespace

void setPaperMargins(QPagedPaintDevice &device)
{
    device.setPageMargins(margins, QPageLayout::Millimeter);
}

bool printTranscript(const Transcript &transcript, QPagedPaintDevice &device, PageRange range)
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    Pages pages(transcript, painter);
    bool first = true;
    for (int page = 1; page <= pages.count(); ++page) {
        if (!range.contains(page))
            continue;
        if (!std::exchange(first, false) && !device.newPage())
            return false;
        pages.draw(page);
    }
    return painter.end();
}

QByteArray toPdf(const Transcript &transcript)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setCreator(u"Parlance"_s);
    writer.setTitle(QCoreApplication::translate("Parlance::Transcript", "Conversation"));
    writer.setPageSize(usualPaper());
    setPaperMargins(writer);
    return printTranscript(transcript, writer) ? buffer.data() : QByteArray();
}

} // namespace Parlance
