using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Prints a confusion matrix as a table: a row a true class, a column a predicted class, margins recall and precision.</summary>
internal sealed class ConfusionTableFormatter
{
    private const string Predicted = "PREDICTED";
    private readonly ConfusionMatrix _matrix;
    private readonly IReadOnlyList<string> _names;
    private readonly bool _binary;
    private readonly int _columnWidth;
    private readonly int _digits;
    private readonly bool _numbered;
    private readonly int _labelWidth;
    private readonly StringBuilder _table = new();

    public ConfusionTableFormatter(ConfusionMatrix matrix, IReadOnlyList<string> names, bool binary)
    {
        _matrix = matrix;
        _names = names;
        _binary = binary && Classes == 2;
        _columnWidth = Classes == 2 ? 8 : 5;
        var longest = names.Max(name => name.Length);
        _numbered = longest > _columnWidth;
        _digits = Text(Classes - 1).Length;
        _labelWidth = Math.Max(Predicted.Length, _numbered ? longest + _digits + 2 : longest);
    }

    private int Classes => _matrix.NumberOfClasses;

    private string Rule => new('=', Classes * (Classes > 2 ? 8 : 11));

    public string Format()
    {
        if (_binary)
            AddClassRatio();

        _table.AppendLine().AppendLine("Confusion table");
        AddHead("").AppendLine(Rule);
        AddHead(Predicted);
        for (var i = 0; i < Classes; i++)
            _table.Append(' ').Append((_numbered ? Text(i) : _names[i]).PadLeft(_columnWidth)).Append(" |");

        _table.AppendLine(" Recall");
        AddHead("TRUTH").AppendLine(Rule);
        for (var i = 0; i < Classes; i++)
            AddClass(i);

        AddHead("").AppendLine(Rule);
        AddHead("Precision");
        foreach (var precision in _matrix.PerClassPrecision)
            _table.Append(precision.ToString("N4", CultureInfo.InvariantCulture).PadLeft(_columnWidth + 1)).Append(" |");

        return _table.AppendLine().ToString();
    }

    private StringBuilder AddHead(string head) => _table.Append(head.PadRight(_labelWidth + 1)).Append("||");

    private void AddClass(int row)
    {
        var name = _numbered
            ? $"{Text(row).PadLeft(_digits)}. {_names[row].PadLeft(_labelWidth - _digits - 2)}"
            : _names[row].PadLeft(_labelWidth);
        _table.Append(name).Append(" ||");
        foreach (var count in _matrix.Counts[row])
            _table.Append(' ').Append(count.ToString("N0", CultureInfo.InvariantCulture).PadLeft(_columnWidth)).Append(" |");

        _table.Append(' ').AppendLine(_matrix.PerClassRecall[row].ToString("F4", CultureInfo.InvariantCulture));
    }

    private void AddClassRatio()
    {
        var positives = _matrix.Counts[0].Sum();
        var negatives = _matrix.Counts[1].Sum();
        _table.Append(CultureInfo.InvariantCulture, $"TEST {_names[0].ToUpperInvariant()} RATIO:\t{positives / (positives + negatives):N4} ");
        _table.Append(CultureInfo.InvariantCulture, $"({positives:F1}/({positives:F1}+{negatives:F1}))");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
