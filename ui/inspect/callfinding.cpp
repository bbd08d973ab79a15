// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/callfinding.h"

#include "ui/inspect/jsonmodel.h"
#include "wire/utf8text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

bool hasPath(const QByteArray &json, const QStringList &steps)
{
    const auto [document, fault] = JsonDocument::readPart(json);
    if (document.isEmpty())
        return false;
    JsonValueView value = document.root();
    for (const QString &step : steps) {
        const QList<JsonValueView> children = value.children();
        const bool isArray = value.kind() == JsonValueView::Kind::Array;
        bool isNumber = false;
        const qlonglong element = isArray ? step.toLongLong(&isNumber) : 0;
        const auto member = isArray ? std::nullopt : value.member(step);
        if (isArray ? !isNumber || element < 0 || element >= children.size() : !member)
            return false;
        value = isArray ? children.at(element) : *member;
    }
    return true;
}

} // namespace

CallFinding::CallFinding(const QString &wanted, const InspectedCall &call, const Texts &texts)
    : m_wanted(wanted)
{
    if (wanted.startsWith(u'$'))
        m_path = jsonSteps(wanted);
    else if (wanted.size() > 2 && wanted.startsWith(u'/') && wanted.endsWith(u'/'))
        m_expression.setPattern(wanted.sliced(1).chopped(1));
    else
        m_expression =
            QRegularExpression(QRegularExpression::escape(wanted), QRegularExpression::CaseInsensitiveOption);
    const bool isNothing = m_path.isEmpty() && m_expression.pattern().isEmpty(); // also "$" alone
    if (isNothing || !m_expression.isValid())
        return;
    for (qsizetype row = 0; row < texts.requestHeaders.size(); ++row)
        find(texts.requestHeaders.at(row), Place::RequestHead, row);
    find(texts.requestBody, Place::RequestBody, 0);
    findPath(texts.requestJson, Place::RequestBody, 0);
    for (qsizetype row = 0; row < texts.responseHeaders.size(); ++row)
        find(texts.responseHeaders.at(row), Place::ResponseHead, row);
    findInEvents(call);
    find(texts.source, Place::Source, 0);
}

QString CallFinding::problem() const
{
    return m_expression.isValid() ? QString() : m_expression.errorString();
}

void CallFinding::find(const QString &text, Place place, qsizetype number)
{
    if (!m_path.isEmpty())
        return;
    for (const auto &match : m_expression.globalMatch(text)) {
        if (m_hits.size() == MostHits)
            return;
        if (match.capturedLength() > 0)
            m_hits.append({.place = place,
                .number = number,
                .range = {.begin = match.capturedStart(), .length = match.capturedLength()}});
    }
}

void CallFinding::findPath(const QByteArray &json, Place place, qsizetype number)
{
    if (!m_path.isEmpty() && m_hits.size() < MostHits && hasPath(json, m_path))
        m_hits.append({.place = place, .number = number, .isPath = true});
}

void CallFinding::findInEvents(const InspectedCall &call)
{
    for (qsizetype event = 0; event < call.events().size(); ++event) {
        const QByteArray bytes = call.bytesOf(call.events().at(event));
        find(textFromUtf8(bytes), Place::Event, event);
        findPath(InspectedCall::dataIn(bytes), Place::Event, event);
    }
}

void CallFinding::startAt(Place place)
{
    const auto first = std::ranges::find_if(m_hits, [place](const Hit &hit) { return hit.place >= place; });
    m_current = first == m_hits.end() ? -1 : first - m_hits.begin() - 1;
}

bool CallFinding::startAfter(const std::optional<Hit> &hit)
{
    const qsizetype place = hit ? m_hits.indexOf(*hit) : -1;
    if (place >= 0)
        m_current = place;
    return place >= 0;
}

std::optional<CallFinding::Hit> CallFinding::current() const
{
    return m_current < 0 ? std::nullopt : std::optional(m_hits.at(m_current));
}

std::optional<CallFinding::Hit> CallFinding::next()
{
    if (m_hits.isEmpty())
        return {};
    m_current = (m_current + 1) % m_hits.size();
    return m_hits.at(m_current);
}

} // namespace Parlance
