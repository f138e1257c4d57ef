using MLNet.Compression.Training.Layers;

namespace MLNet.Compression;

/// <summary>Which teacher layer each student layer learns from, or is taken from. M are the student's layers, N the teacher's, m is a student layer from 0.</summary>
/// <remarks>Two maps are equal if they follow the same rule, whatever models it is applied to.</remarks>
public sealed record LayerMap
{
    private readonly string _text;
    private readonly Func<int, int, IEnumerable<LayerPair>> _rule;

    /// <param name="text">The map's name and numbers, by which maps are told apart.</param>
    /// <param name="rule">From the layers of student and teacher to pairs.</param>
    private LayerMap(string text, Func<int, int, IEnumerable<LayerPair>> rule)
    {
        _text = text;
        _rule = rule;
    }

    /// <summary>Each student layer has the last layer of its share of the teacher, ⌈(m + 1) N / M⌉ − 1: 1, 3, 5, 7, 9, 11 for 6 of 12 (TinyBERT, Jiao et al. 2020). The default.</summary>
    public static LayerMap Uniform { get; } = new("Uniform", SpreadUpToTheLast);

    /// <summary>
    /// From the first layer to the last one in even steps, round(m (N − 1) / (M − 1)): 0, 2, 4, 7, 9, 11 for 6 of 12, as DistilBERT takes
    /// its layers (Sanh et al. 2019). A single student layer has the teacher's first.
    /// </summary>
    /// <remarks>The authors list layers for some sizes by hand; for 4 of 12 they have 8 where this rule gives 7.</remarks>
    public static LayerMap Alternate { get; } = new("Alternate", SpreadFromFirstToLast);

    /// <summary>The teacher's first M layers.</summary>
    public static LayerMap First { get; } = new("First", (students, teachers) => Shifted("First", students, teachers, 0));

    /// <summary>The teacher's last M layers.</summary>
    public static LayerMap Last { get; } = new("Last", (students, teachers) => Shifted("Last", students, teachers, teachers - students));

    /// <summary>
    /// <see cref="Uniform"/> without the pair of the last student layer, which learns from the predictions: 1, 3, 5, 7, 9 for the first five
    /// of 6 layers of 12 (PKD-Skip, Sun et al. 2019).
    /// </summary>
    public static LayerMap Skip { get; } = new("Skip", AllButTheLastPair);

    /// <summary>One pair: the student's last layer and the teacher's last (MiniLM, Wang et al. 2020).</summary>
    public static LayerMap OnlyLast { get; } = new("OnlyLast", (students, teachers) => [new LayerPair(students - 1, teachers - 1)]);

    /// <summary>One pair: the student's last layer and a given one of the teacher: of large teachers MiniLMv2 follows an upper middle layer (Wang et al. 2021).</summary>
    /// <param name="teacherLayer">The teacher's layer, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The layer is negative.</exception>
    public static LayerMap OnlyLastFrom(int teacherLayer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(teacherLayer);
        return new($"OnlyLastFrom({Text([teacherLayer])})", (students, _) => [new LayerPair(students - 1, teacherLayer)]);
    }

    /// <summary>A teacher layer for each student layer.</summary>
    /// <param name="teacherLayers">The teacher's layers, from 0, in the student's order.</param>
    /// <exception cref="ArgumentException">There are none, or one is negative.</exception>
    public static LayerMap Of(params int[] teacherLayers)
    {
        ArgumentNullException.ThrowIfNull(teacherLayers);
        if (teacherLayers.Length == 0 || teacherLayers.Any(layer => layer < 0))
        {
            throw new ArgumentException($"LayerMap is [{Text(teacherLayers)}]: name a teacher layer, from 0, for each student layer.", nameof(teacherLayers));
        }

        int[] layers = [.. teacherLayers];
        return new($"Of({Text(layers)})", (students, _) => Listed(layers, students));
    }

    /// <inheritdoc/>
    public bool Equals(LayerMap? other) => other?._text == _text;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The map's name, with its numbers if it has any.</summary>
    public override string ToString() => _text;

    /// <summary>The pairs for models of these sizes, in the order of the student's layers.</summary>
    /// <exception cref="ArgumentException">The map does not fit the models.</exception>
    internal IReadOnlyList<LayerPair> Resolve(int studentLayers, int teacherLayers)
    {
        LayerPair[] pairs = [.. _rule(studentLayers, teacherLayers)];
        return pairs.All(pair => pair.Teacher < teacherLayers)
            ? pairs
            : throw new ArgumentException($"LayerMap is {_text}, but the teacher has layers 0 to {teacherLayers - 1}.");
    }

    private static IEnumerable<LayerPair> SpreadUpToTheLast(int students, int teachers) =>
        Enumerable.Range(0, students).Select(m => new LayerPair(m, ((((m + 1) * teachers) + students - 1) / students) - 1));

    private static IEnumerable<LayerPair> SpreadFromFirstToLast(int students, int teachers) => Enumerable.Range(0, students)
        .Select(m => new LayerPair(m, (int)Math.Round(m * (teachers - 1.0) / Math.Max(1, students - 1), MidpointRounding.AwayFromZero)));

    private static IEnumerable<LayerPair> AllButTheLastPair(int students, int teachers) => students > 1
        ? SpreadUpToTheLast(students, teachers).SkipLast(1)
        : throw new ArgumentException("LayerMap is Skip, which leaves out the last student layer, but the student has only one: choose OnlyLast.");

    private static IEnumerable<LayerPair> Shifted(string name, int students, int teachers, int first) => students <= teachers
        ? Enumerable.Range(0, students).Select(m => new LayerPair(m, m + first))
        : throw new ArgumentException($"LayerMap is {name}, but the student has {students} layers and the teacher only {teachers}: choose Uniform, or name the layers.");

    private static IEnumerable<LayerPair> Listed(int[] layers, int students) => layers.Length == students
        ? layers.Select((teacher, student) => new LayerPair(student, teacher))
        : throw new ArgumentException($"LayerMap names {layers.Length} teacher layers, but the student has {students} layers: give one for each.");

    private static string Text(int[] layers) => string.Join(", ", layers.Select(layer => FormattableString.Invariant($"{layer}")));
}
