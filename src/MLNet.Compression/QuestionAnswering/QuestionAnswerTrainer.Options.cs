using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

public sealed partial class QuestionAnswerTrainer
{
    /// <summary>What is trained, on which columns, and how.</summary>
    public sealed class Options : TextTrainerOptions
    {
        /// <summary>The options of a trainer that reads windows of 384 tokens.</summary>
        public Options() => MaxTokens = 384;

        /// <summary>The column of the texts that hold answers. Default "Context".</summary>
        public string ContextColumnName { get; set; } = "Context";

        /// <summary>The column of questions. Default "Question".</summary>
        public string QuestionColumnName { get; set; } = "Question";

        /// <summary>The column of answers to learn from. Default "TrainingAnswer".</summary>
        public string TrainingAnswerColumnName { get; set; } = "TrainingAnswer";

        /// <summary>The column that says where in the text each of these answers starts. Default "AnswerIndex".</summary>
        public string AnswerIndexColumnName { get; set; } = "AnswerIndex";

        /// <summary>The column to write with the answers. Default "Answer".</summary>
        public string PredictedAnswerColumnName { get; set; } = "Answer";

        /// <summary>The column to write with the probability of each answer. Default "Score".</summary>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>How many answers each row gets. Default 3.</summary>
        [Range(1, AnswerOutcomeKind.MostAnswers)]
        public int TopK { get; set; } = 3;

        /// <summary>How many tokens neighbouring windows of a long text share; never more than half of a window. Default 128.</summary>
        [Range(0, 65_536)]
        public int Stride { get; set; } = 128;

        /// <summary>The most tokens of an answer that is looked for. Default 30.</summary>
        [Range(1, 65_536)]
        public int MostAnswerTokens { get; set; } = 30;

        /// <summary>Longer questions are cut to this many tokens; never more than half of what the model reads. Default 64.</summary>
        [Range(1, 65_536)]
        public int MostQuestionTokens { get; set; } = 64;

        /// <summary>Whether a text may have no answer (Rajpurkar et al. 2018), which an empty training answer says. Default false.</summary>
        public bool MayHaveNoAnswer { get; set; }

        internal override TextColumns Columns => new(
            TrainingAnswerColumnName, QuestionColumnName, ContextColumnName, ScoreColumnName, PredictedAnswerColumnName, LabelPosition: AnswerIndexColumnName);

        internal AnswerOutcomeKind Kind => new(
            new AnswerOptions { Stride = Stride, MostAnswerTokens = MostAnswerTokens, MostQuestionTokens = MostQuestionTokens, MayHaveNone = MayHaveNoAnswer }, TopK);
    }
}
