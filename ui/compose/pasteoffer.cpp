// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/pasteoffer.h"

#include "ui/compose/prompteditor.h"
#include "view/base/linkbutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

PasteOffer::PasteOffer(PromptEditor *editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_text(new QLabel)
{
    setObjectName(u"pasteOffer"_s);
    m_text->setObjectName(u"pasteOfferText"_s);
    m_text->setProperty("role", u"secondary"_s);
    QPushButton *attach = linkButton(u"attachPasted"_s, tr("Attach as text"));
    attach->setToolTip(tr("Send the pasted text as a file of its own"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(attach);
    layout->addStretch();
    connect(attach, &QPushButton::clicked, this, &PasteOffer::attach);
    connect(editor, &PromptEditor::longTextPasted, this, &PasteOffer::offer);
    connect(editor, &PromptEditor::textChanged, this, [this] {
        if (!m_pasted.hasSelection())
            hide();
    });
    hide();
}

void PasteOffer::offer(int from, int to)
{
    m_pasted = QTextCursor(m_editor->document());
    m_pasted.setPosition(from);
    m_pasted.setPosition(to, QTextCursor::KeepAnchor);
    m_pasted.setKeepPositionOnInsert(true); // what is typed behind it does not belong to it
    const qint64 bytes = m_editor->text(from, to).toUtf8().size();
    m_text->setText(tr("%1 pasted.").arg(QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat)));
    show();
}

void PasteOffer::attach()
{
    const QString text = m_editor->text(m_pasted.selectionStart(), m_pasted.selectionEnd());
    m_editor->setFocus(); // the link is hidden next
    m_pasted.removeSelectedText();
    hide();
    Q_EMIT attachRequested(text);
}

} // namespace Parlance
