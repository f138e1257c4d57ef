using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MLNet.Compression.Runtime.Models.Architectures;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>What a configuration says about the head.</summary>
internal static class HeadSettings
{
    private const int UsualLabels = 2;
    private const string Regression = "regression";
    private const string Classification = "single_label_classification";

    /// <summary>The kind of head by the ending of its class's name in "architectures".</summary>
    private static readonly (string Ending, HeadKind Head)[] Endings =
    [
        ("Model", HeadKind.None),
        ("ForSequenceClassification", HeadKind.Sequence),
        ("ForSequenceClassification", HeadKind.Regression),
        ("ForTokenClassification", HeadKind.Token),
        ("ForQuestionAnswering", HeadKind.QuestionAnswering),
        ("ForMaskedLM", HeadKind.MaskedLm),
        ("ForPreTraining", HeadKind.MaskedLm),
    ];

    /// <summary>The head that "architectures" names, regressions among <see cref="HeadKind.Sequence"/>; null where it is absent.</summary>
    public static HeadKind? ReadKind(ConfigFile config, IArchitecture architecture)
    {
        var names = config.Texts("architectures");
        if (names.Length == 0)
        {
            return null;
        }

        var index = Array.FindIndex(Endings, known => names[0] == architecture.ClassPrefix + known.Ending);
        return index >= 0 ? Endings[index].Head : throw config.Unsupported(
            "architectures", string.Join(" or ", Endings.Select(known => architecture.ClassPrefix + known.Ending)), $"'{names[0]}'");
    }

    /// <summary>The class's name for "architectures".</summary>
    public static string ClassName(IArchitecture architecture, HeadKind head) =>
        architecture.ClassPrefix + Endings.First(known => known.Head == head).Ending;

    public static ModelSettings ReadLabels(ConfigFile config, ModelSettings settings)
    {
        var names = ReadNames(config);
        var labels = config.Integer("num_labels", 1, Limits.Labels, names.IsEmpty ? UsualLabels : names.Length);
        if (!names.IsEmpty && names.Length != labels)
        {
            throw config.Wrong("num_labels", $"{names.Length}, the entries of 'id2label'", $"{labels}");
        }

        return settings with { Labels = labels, LabelNames = names };
    }

    /// <summary>Whether the outputs of a sequence head are values.</summary>
    public static bool ReadIsRegression(ConfigFile config, int labels) => config.Text("problem_type") switch
    {
        null => labels == 1,
        Regression => true,
        Classification => false,
        var other => throw config.Unsupported("problem_type", $"'{Classification}' or '{Regression}'", $"'{other}'"),
    };

    /// <summary>Writes what <see cref="ReadLabels"/> reads.</summary>
    public static void WriteLabels(ModelSettings settings, Utf8JsonWriter json)
    {
        if (settings.Head is HeadKind.Sequence or HeadKind.Regression && (settings.Head == HeadKind.Regression) != (settings.Labels == 1))
        {
            json.WriteString("problem_type", settings.Head == HeadKind.Regression ? Regression : Classification);
        }

        if (settings.LabelNames.IsEmpty)
        {
            json.WriteNumber("num_labels", settings.Labels);
            return;
        }

        WriteNames(settings.LabelNames, json);
    }

    private static void WriteNames(ImmutableArray<string> names, Utf8JsonWriter json)
    {
        json.WriteStartObject("id2label");
        for (var label = 0; label < names.Length; label++)
        {
            json.WriteString(label.ToString(CultureInfo.InvariantCulture), names[label]);
        }

        json.WriteEndObject();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            return;
        }

        json.WriteStartObject("label2id");
        for (var label = 0; label < names.Length; label++)
        {
            json.WriteNumber(names[label], label);
        }

        json.WriteEndObject();
    }

    private static ImmutableArray<string> ReadNames(ConfigFile config)
    {
        var entries = config.TextEntries("id2label");
        var names = new string?[entries.Length];
        foreach (var (key, name) in entries)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var label) || label >= names.Length || names[label] is not null)
            {
                throw config.Wrong("id2label", $"the keys 0 to {names.Length - 1}, each once", $"'{key}'");
            }

            names[label] = name;
        }

        return [.. names.Select(name => name!)];
    }
}
