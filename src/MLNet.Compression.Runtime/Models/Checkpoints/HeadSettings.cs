using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Architectures;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>What a configuration says about the head.</summary>
internal static class HeadSettings
{
    private const int UsualLabels = 2;
    private const string Regression = "regression";
    private const string Classification = "single_label_classification";
    private const string MultiLabel = "multi_label_classification";

    /// <summary>The kind of head by the ending of its class's name in "architectures".</summary>
    private static readonly (string Ending, HeadKind Head)[] _endings =
    [
        ("Model", HeadKind.None),
        ("ForSequenceClassification", HeadKind.Sequence),
        ("ForSequenceClassification", HeadKind.Regression),
        ("ForSequenceClassification", HeadKind.MultiLabel),
        ("ForTokenClassification", HeadKind.Token),
        ("ForQuestionAnswering", HeadKind.QuestionAnswering),
        ("ForMaskedLM", HeadKind.MaskedLm),
        ("ForPreTraining", HeadKind.MaskedLm),
    ];

    /// <summary>The head that "architectures" names, all of whole texts as <see cref="HeadKind.Sequence"/>; null where it is absent.</summary>
    /// <exception cref="ModelFileException">It names a class that has no counterpart here.</exception>
    public static HeadKind? ReadKind(JsonSettings config, IArchitecture architecture)
    {
        const string Name = "architectures";
        var names = config.Texts(Name);
        if (names.Length == 0)
        {
            return null;
        }

        var index = Array.FindIndex(_endings, known => names[0] == architecture.ClassPrefix + known.Ending);
        var known = string.Join(" or ", _endings.Select(known => architecture.ClassPrefix + known.Ending).Distinct());
        return index >= 0 ? _endings[index].Head : throw config.Wrong(Name, known, $"'{names[0]}'");
    }

    /// <summary>The class's name for "architectures".</summary>
    public static string ClassName(IArchitecture architecture, HeadKind head) =>
        architecture.ClassPrefix + _endings.First(known => known.Head == head).Ending;

    /// <summary>The settings with the number of labels and their names.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="notes">Gets what the configuration gets wrong: then there are no names, or as many labels as usual.</param>
    public static ModelSettings ReadLabels(JsonSettings config, ModelSettings settings, List<string> notes)
    {
        try
        {
            var names = ReadNames(config);
            var labels = config.Integer("num_labels", 1, Limits.Labels, names.IsEmpty ? UsualLabels : names.Length);
            if (!names.IsEmpty && names.Length != labels)
            {
                notes.Add($"{config.File}: 'id2label' names {names.Length} labels, but 'num_labels' is {labels}: the names are not used.");
                names = [];
            }

            return settings with { Labels = labels, LabelNames = names };
        }
        catch (ModelFileException exception)
        {
            notes.Add($"The labels of the checkpoint cannot be used: {exception.Message}");
            return settings;
        }
    }

    /// <summary>Whether the outputs are those of whole texts, which "problem_type" tells apart.</summary>
    public static bool IsOfSequences(HeadKind head) => head is HeadKind.Sequence or HeadKind.Regression or HeadKind.MultiLabel;

    /// <summary>What the outputs of whole texts are.</summary>
    /// <exception cref="ModelFileException">They are something unknown.</exception>
    public static HeadKind ReadProblem(JsonSettings config, int labels) => config.OptionalText("problem_type") switch
    {
        null => labels == 1 ? HeadKind.Regression : HeadKind.Sequence,
        Regression => HeadKind.Regression,
        Classification => HeadKind.Sequence,
        MultiLabel => HeadKind.MultiLabel,
        var other => throw config.Wrong("problem_type", $"'{Classification}', '{MultiLabel}' or '{Regression}'", $"'{other}'"),
    };

    /// <summary>Writes what <see cref="ReadLabels"/> reads.</summary>
    public static void WriteLabels(ModelSettings settings, Utf8JsonWriter json)
    {
        if (ProblemOf(settings) is { } problem)
        {
            json.WriteString("problem_type", problem);
        }

        if (settings.LabelNames.IsEmpty)
        {
            json.WriteNumber("num_labels", settings.Labels);
            return;
        }

        WriteNames(settings.LabelNames, json);
    }

    /// <summary>What "problem_type" has to say; null where the number of labels says it.</summary>
    private static string? ProblemOf(ModelSettings settings) => settings.Head switch
    {
        HeadKind.MultiLabel => MultiLabel,
        HeadKind.Sequence when settings.Labels == 1 => Classification,
        HeadKind.Regression when settings.Labels != 1 => Regression,
        _ => null,
    };

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

    private static ImmutableArray<string> ReadNames(JsonSettings config)
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
