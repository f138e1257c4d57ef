using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes what a Hugging Face folder has.</summary>
/// <param name="Folder">The folder.</param>
internal sealed record CheckpointStart(string Folder) : OtherModelStart
{
    internal override string Name => $"FromCheckpoint('{Folder}')";

    internal override void Check(BertShape? teacher, BertShape student)
    {
        if (!Directory.Exists(Folder))
        {
            throw new DirectoryNotFoundException(
                $"There is no checkpoint folder '{Path.GetFullPath(Folder)}' for the student to start from. Name a Hugging Face model folder with config.json, model.safetensors or pytorch_model.bin, and vocab.txt or tokenizer.json.");
        }

        if (StaticCheckpoint.IsIn(Folder))
        {
            CheckSource(StaticCheckpoint.Load(Folder).Shape, student);
        }
        else if (student.IsStatic)
        {
            RequireLayers(student, student);
        }
    }

    internal override TextModel Load(TextModel student)
    {
        Check(teacher: null, student.Shape);
        if (StaticCheckpoint.IsIn(Folder))
        {
            return TextModelFactory.Create(StaticCheckpoint.Load(Folder), student.Labels, student.MaxTokens, seed: 0, student.HeadKind);
        }

        var checkpoint = Checkpoint.Load(Folder);
        string[] names = checkpoint.Head == student.HeadKind && !checkpoint.LabelNames.IsDefault ? [.. checkpoint.LabelNames] : [];
        var order = ClassOrder.Find(names, student.Labels);
        var source = TextModelFactory.Create(
            checkpoint, TextTokenizer.Load(Folder), order is null ? student.Labels : names, checkpoint.Shape.MaxPositions, seed: 0, student.HeadKind);
        return order is null ? source : ClassOrder.Apply(source, order);
    }

    internal override Vocabulary ReadVocabulary() => StaticCheckpoint.IsIn(Folder) ? StaticCheckpoint.Load(Folder).Tokenizer.Vocabulary : TextTokenizer.Load(Folder).Vocabulary;
}
