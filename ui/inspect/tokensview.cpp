// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/tokensview.h"

#include "chat/visibletext.h"
#include "ui/inspect/inspectedcall.h"
#include "ui/inspect/inspectwords.h"
#include "ui/inspect/textview.h"
#include "view/base/elidedlabel.h"
#include "view/base/theme.h"
#include "wire/utf8text.h"

#include <QClipboard>
#include <QDeadlineTimer>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr auto Slice = 6ms;

QString percentText(double logprob)
{
    const double percent = 100 * std::exp(logprob);
    return percent < 0.01 ? TokensView::tr("under %1 %").arg(QLocale().toString(0.01))
                          : TokensView::tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 1 ? 2 : 1));
}

QString logText(double logprob)
{
    return QLocale().toString(logprob, 'f', 3);
}

/// On one line, with its blanks, which are part of a token.
QString spelled(const ProbableToken &token)
{
    return visibleText(textFromUtf8(token.bytes)).replace(u'\n', u'↵').replace(u'\t', u'⇥');
}

QString nameOf(const ProbableToken &token)
{
    return u"“%1”"_s.arg(spelled(token));
}

QString lineOf(const ProbableToken &token)
{
    return TokensView::tr("%1  %2  (%3)")
        .arg(nameOf(token), percentText(token.logprob), logText(token.logprob));
}

} // namespace

TokensView::TokensView(QWidget *parent)
    : QWidget(parent)
    , m_told(new ElidedLabel)
    , m_view(new TextView)
{
    m_told->setObjectName(u"inspectorTokensTold"_s);
    m_told->setProperty("role", u"secondary"_s);
    m_told->setContentsMargins(12, 4, 12, 4);
    m_view->setObjectName(u"inspectorTokens"_s);
    m_view->setAccessibleName(tr("Tokens"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_told);
    layout->addWidget(m_view, 1);
    m_view->setToolTipOf([this](qsizetype position) { return toolTipAt(position); });
    connect(m_view, &TextView::selectionChanged, this, &TokensView::showSum);
    connect(m_view, &TextView::menuOpens, this, &TokensView::addToMenu);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &TokensView::readMore);
    showSum();
}

void TokensView::setCall(InspectedCall *call)
{
    if (m_call)
        m_call->disconnect(this);
    m_call = call;
    m_next.stop();
    m_texts.clear();
    m_read = 0;
    if (call)
        connect(call, &InspectedCall::grew, this, &TokensView::readMore);
    showText();
    readMore();
}

void TokensView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    readMore();
}

void TokensView::readMore()
{
    if (!isVisible() || !m_call)
        return;
    if (readEvents())
        showText();
    else
        showSum();
}

/// For a moment; goes on later. Returns true if there were tokens.
bool TokensView::readEvents()
{
    const QDeadlineTimer deadline(Slice);
    bool found = false;
    for (; m_read < m_call->events().size(); ++m_read) {
        if (deadline.hasExpired()) {
            m_next.start();
            break;
        }
        const auto bytes = m_call->bytesToShow(m_call->events().at(m_read));
        if (!bytes) // large: it comes masked with `grew()`
            break;
        if (bytes->contains("\"logprobs\""))
            found |= addTokens(InspectedCall::dataIn(*bytes), m_texts);
    }
    return found;
}

/// Puts the texts of several choices below each other, each with its title.
void TokensView::showText()
{
    QString all;
    QList<TextRange> marks;
    m_begins.clear();
    m_marked.clear();
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        const TokenText &text = m_texts.at(i);
        if (m_texts.size() > 1)
            all += (all.isEmpty() ? u""_s : u"\n\n"_s) + tr("— Answer %1 —").arg(text.choice + 1) + u'\n';
        const qsizetype begin = all.size();
        m_begins.append(begin);
        all += m_call->masked(text.text);
        for (qsizetype span = 0; span < text.spans.size(); ++span) {
            const bool isLast = span + 1 == text.spans.size();
            const qsizetype from = text.spans.at(span).begin;
            const qsizetype to = isLast ? text.text.size() : text.spans.at(span + 1).begin;
            marks.append({.begin = begin + from, .length = to - from});
            m_marked.append({.text = i, .token = text.spans.at(span).token});
        }
    }
    m_view->setText(all);
    m_view->setMarks(marks, [this](qsizetype mark) { return formatOf(mark); });
    showSum();
}

/// The warning colour, the stronger the less probable the token was; one below a tenth is underlined, too.
QTextCharFormat TokensView::formatOf(qsizetype mark) const
{
    const Place place = m_marked.at(mark);
    const double probability = std::exp(m_texts.at(place.text).tokens.at(place.token).token.logprob);
    const Theme theme = Theme::current();
    QColor background = theme.warning;
    background.setAlphaF(static_cast<float>(0.45 * (1 - std::clamp(probability, 0.0, 1.0))));
    QTextCharFormat format;
    format.setBackground(background);
    format.setForeground(theme.text);
    format.setFontUnderline(probability < 0.1);
    return format;
}

QList<WrittenToken> TokensView::tokensAt(qsizetype begin, qsizetype end) const
{
    QList<WrittenToken> tokens;
    for (qsizetype i = 0; i < m_begins.size(); ++i) {
        const TokenText &text = m_texts.at(i);
        const qsizetype from = std::max<qsizetype>(begin - m_begins.at(i), 0);
        const qsizetype to = std::min(end - m_begins.at(i), text.text.size());
        if (from >= to)
            continue;
        const auto [first, last] = text.tokensOf(from, to);
        tokens += text.tokens.sliced(first, last - first);
    }
    return tokens;
}

QList<WrittenToken> TokensView::selectedTokens() const
{
    const TextRange selected = m_view->selection();
    return selected.length > 0 ? tokensAt(selected.begin, selected.end())
                               : tokensAt(0, m_view->text().size());
}

void TokensView::showSum()
{
    const TokenSum sum = sumOf(selectedTokens());
    if (!m_call || m_call->events().isEmpty())
        return m_told->setText(nothingText(m_call));
    if (m_texts.isEmpty())
        return m_told->setText(
            tr("No log probabilities in this answer. Turn on “Log probabilities” in the parameters, for "
               "a model that has them."));
    const QString tokens = m_view->selection().length > 0
                               ? tr("%Ln selected tokens", nullptr, static_cast<int>(sum.count))
                               : tr("%Ln tokens", nullptr, static_cast<int>(sum.count));
    m_told->setText(tr("%1 · log probability %2 · perplexity %3 · point at a token for its alternatives")
            .arg(tokens, logText(sum.logprob), QLocale().toString(sum.perplexity, 'f', 2)));
}

QString TokensView::toolTipAt(qsizetype position) const
{
    QStringList lines;
    for (const WrittenToken &written : tokensAt(position, position + 1)) {
        lines << lineOf(written.token);
        for (const ProbableToken &other : written.alternatives) {
            if (other.bytes != written.token.bytes)
                lines << u"    "_s + lineOf(other);
        }
    }
    return m_call ? m_call->masked(lines.join(u'\n')) : QString();
}

void TokensView::addToMenu(QMenu *menu)
{
    if (m_texts.isEmpty())
        return;
    menu->addSeparator();
    menu->addAction(tr("Copy as a &table"), this, [this] {
        QStringList rows{tr("token\tlog probability\tprobability")};
        for (const WrittenToken &written : selectedTokens()) {
            rows << QStringList{spelled(written.token), QString::number(written.token.logprob),
                QString::number(std::exp(written.token.logprob))}
                        .join(u'\t');
        }
        QGuiApplication::clipboard()->setText(m_call->masked(rows.join(u'\n')));
    });
}

} // namespace Parlance
