// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/inspectedcall.h"
#include "ui/inspect/textview.h"

#include <QRegularExpression>

namespace Parlance {

/// What a user finds in a call: a text (without case), a /regular expression/ or a $.json.path.
class CallFinding
{
public:
    enum class Place { RequestHead, RequestBody, ResponseHead, Event, Source };
    struct Hit
    {
        Place place = Place::RequestHead;
        qsizetype number = 0; ///< the header's row, or the event
        TextRange range = {}; ///< in the text of that place; empty for a path
        bool isPath = false;

        bool operator==(const Hit &) const = default;
    };
    /// The texts of a call outside its events, as they are shown.
    struct Texts
    {
        QStringList requestHeaders;
        QString requestBody;
        QByteArray requestJson;
        QStringList responseHeaders;
        QString source;
    };
    static constexpr qsizetype MostHits = 10000;

    CallFinding() = default;
    /// Finds up to `MostHits`, in the order of the places.
    CallFinding(const QString &wanted, const InspectedCall &call, const Texts &texts);

    [[nodiscard]] const QString &wanted() const { return m_wanted; }
    /// Why the regular expression is none; empty if it is one.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] const QList<Hit> &hits() const { return m_hits; }
    /// Makes the first hit in this place or after it the next one.
    void startAt(Place place);
    /// Makes the hit after this one the next one; false if it is none of the hits.
    [[nodiscard]] bool startAfter(const std::optional<Hit> &hit);
    [[nodiscard]] std::optional<Hit> current() const;
    /// The hit after the current one, from the first again after the last; empty without hits.
    [[nodiscard]] std::optional<Hit> next();
    /// The number of the current hit, from 1.
    [[nodiscard]] qsizetype number() const { return m_current + 1; }

private:
    void find(const QString &text, Place place, qsizetype number);
    void findPath(const QByteArray &json, Place place, qsizetype number);
    void findInEvents(const InspectedCall &call);

    QString m_wanted;
    QRegularExpression m_expression;
    QStringList m_path; ///< its steps; empty if none is wanted
    QList<Hit> m_hits;
    qsizetype m_current = -1;
};

} // namespace Parlance
