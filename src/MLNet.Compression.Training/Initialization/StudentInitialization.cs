using MLNet.Compression.Training.Initialization;

namespace MLNet.Compression;

/// <summary>Where a student's first weights come from.</summary>
/// <remarks>Two are equal if they say the same; a fitted model is compared by its content, a folder by its path.</remarks>
public abstract record StudentInitialization
{
    private protected StudentInitialization()
    {
    }

    /// <summary>Random numbers; nothing of the teacher but its tokenizer and classes.</summary>
    public static StudentInitialization Random { get; } = new RandomStart();

    /// <summary>The vectors of a static student from its teacher, as Model2Vec distils; change it with <c>with</c>.</summary>
    public static StaticVectors StaticVectors { get; } = new();

    /// <summary>
    /// Extract-Then-Distil (Chen et al. 2021) by weights alone: the teacher's mapped layers, reduced to the hidden features, heads, head features
    /// and neurons whose weights have the largest norms. The paper has no such variant; it needs no data and no passes.
    /// </summary>
    public static ExtractInitialization Extract { get; } = new WeightExtraction();

    /// <summary>Extract-Then-Distil at random (ETD-Rand): as many units chosen by lot, the same hidden features in every module.</summary>
    public static ExtractInitialization ExtractRandom { get; } = new RandomExtraction();

    /// <summary>
    /// Extract-Then-Distil by importance (ETD-Impt): units whose removal changes the loss most, to first order |Σ ∂L/∂w · w| over the weights w
    /// that a unit owns, summed over batches of a sample of the rows; of hidden features summed over the layers.
    /// </summary>
    /// <remarks>L is the cross-entropy with the labels, and for rows that have none with the class that the teacher predicts.</remarks>
    /// <param name="rows">Rows of the sample, drawn by the run's seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static ExtractInitialization ExtractImportant(int rows = 512)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        return new ImportanceExtraction(rows);
    }

    /// <summary>Whole layers of a teacher of the same widths, with its embeddings and head, as DistilBERT (Sanh et al. 2019) and PKD (Sun et al. 2019) start.</summary>
    /// <param name="map">The teacher layer of each student layer.</param>
    public static ExtractInitialization LayersOf(LayerMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new LayerCopy { Map = map };
    }

    /// <summary>A fitted model, for instance of a general distillation: all of it if the sizes are the student's, else what <see cref="Extract"/> takes of it.</summary>
    /// <remarks>Word embeddings are matched by piece, classes by name.</remarks>
    /// <param name="model">The model.</param>
    public static ExtractInitialization From(CompressedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelStart(model);
    }

    /// <summary>A Hugging Face folder, or a file that <see cref="CompressedModel.Save(string)"/> wrote, taken as <see cref="From"/> takes a fitted model.</summary>
    /// <param name="folder">The folder, with config.json, weights, and vocab.txt or tokenizer.json, or the file, which is read at once.</param>
    /// <exception cref="ModelFileException">The file is damaged, or holds something else.</exception>
    public static ExtractInitialization FromCheckpoint(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return File.Exists(folder) ? new ModelStart(CompressedModel.Load(folder)) : new CheckpointStart(folder);
    }

    /// <summary>The name of the start, with what it was given.</summary>
    public sealed override string ToString() => Text;

    /// <summary>What tells this start from others.</summary>
    internal abstract string Text { get; }

    /// <summary>Whether a student of a shape can start from a teacher of a shape; for before the teacher is trained.</summary>
    /// <param name="teacher">The teacher's shape; null where no teacher is a model.</param>
    /// <param name="student">The student's.</param>
    /// <exception cref="ArgumentException">It cannot; the message says why and what to do.</exception>
    /// <exception cref="DirectoryNotFoundException">The start is a folder that is not there.</exception>
    internal abstract void Check(BertShape? teacher, BertShape student);

    /// <summary>Overwrites a student's random weights.</summary>
    /// <returns>The teacher's features that the student's were taken from; null where they are not the teacher's.</returns>
    /// <exception cref="ArgumentException">Models, map or data do not fit; the message says why and what to do.</exception>
    internal abstract ExtractedFeatures? Apply(StudentStart start);
}
