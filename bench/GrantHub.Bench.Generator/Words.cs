using GrantHub.Domain.Decisions;

namespace GrantHub.Bench.Generator;

/// <summary>The prose of the records: sentences of an office's usual length and vocabulary, put together at random.</summary>
internal sealed class Words(Random random)
{
    private static readonly string[] Places =
    [
        "Stockton",
        "Middlesbrough",
        "Hartlepool",
        "Redcar",
        "Darlington",
        "Durham",
        "Sunderland",
        "Gateshead",
        "Newcastle",
        "Sedgefield",
        "Billingham",
        "Thornaby",
        "Yarm",
        "Guisborough",
        "Saltburn",
        "Peterlee",
        "Seaham",
        "Consett",
        "Crook",
        "Spennymoor",
        "Ferryhill",
        "Norton",
        "Ingleby Barwick",
        "Eston",
        "Loftus",
        "Marske",
        "Skelton",
        "Bishop Auckland",
        "Shildon",
        "Newton Aycliffe",
    ];

    private static readonly string[] Services =
    [
        "domestic abuse refuge",
        "sexual violence counselling",
        "youth outreach",
        "drug treatment",
        "restorative justice",
        "victims' advocacy",
        "knife crime prevention",
        "street wardens",
        "community mediation",
        "hate crime reporting",
        "child exploitation team",
        "safeguarding children board",
        "speed watch",
        "rural crime partnership",
        "CCTV renewal",
        "night-time economy marshals",
        "independent custody visiting",
        "family intervention",
        "alcohol diversion",
        "community safety partnership",
        "stalking advocacy",
        "modern slavery casework",
        "appropriate adults",
        "burglary target hardening",
        "women's centre",
        "peer mentoring",
        "homelessness outreach",
        "school engagement",
        "cyber crime awareness",
        "anti-social behaviour response",
    ];

    private static readonly string[] Bodies =
    [
        "Trust",
        "Council",
        "Partnership",
        "Association",
        "Foundation",
        "Project",
        "Centre",
        "Charity",
        "Alliance",
        "Forum",
    ];

    private static readonly string[] Openings =
    [
        "Funding for",
        "Contribution to",
        "Continuation of",
        "Extension of",
        "Grant to",
        "Award for",
        "Review of",
        "Commissioning of",
        "Renewal of",
        "Support for",
    ];

    private static readonly string[] Subjects =
    [
        "The service",
        "The partnership",
        "The proposal",
        "The provider",
        "The Police and Crime Plan",
        "The needs assessment of last winter",
        "Each quarterly monitoring return",
        "The steering group",
        "The evaluation by the university",
        "The local authority",
    ];

    private static readonly string[] Verbs =
    [
        "shows that",
        "confirms that",
        "sets out how",
        "expects that",
        "has demonstrated that",
        "explains why",
        "records that",
        "gives assurance that",
    ];

    private static readonly string[] Claims =
    [
        "victims cope and recover sooner when they are supported by one named worker",
        "repeat offending falls where support begins within ten working days of a referral",
        "demand has risen by about a fifth since the previous award and is likely to rise further",
        "the money is additional to what the statutory partners already contribute",
        "the outcomes can be measured from data that the force and the provider hold",
        "no other provider in the area offers the same reach to rural communities",
        "the cost of a case is below the regional average and has been tested against two quotations",
        "the people who use the service took part in its design and will be asked again each year",
        "the arrangement can be ended at three months' notice without redundancy costs to the office",
        "referrals come from the police, from health visitors and from schools in equal parts",
    ];

    private static readonly string[] FirstNames =
    [
        "Lena",
        "Otto",
        "Cathy",
        "Alex",
        "Paula",
        "Carl",
        "Pam",
        "Finn",
        "Petra",
        "Parveen",
        "Audrey",
        "Adam",
        "Dee",
        "Beth",
        "Imran",
        "Joan",
        "Kofi",
        "Marta",
        "Niall",
        "Rosa",
        "Sam",
        "Tariq",
        "Una",
        "Vera",
        "Wes",
    ];

    private static readonly string[] LastNames =
    [
        "Field",
        "Ward",
        "Ford",
        "Moor",
        "Crane",
        "Binet",
        "Entwistle",
        "Lister",
        "Lane",
        "Nerr",
        "Tor",
        "Nisbet",
        "Putt",
        "Ofori",
        "Malik",
        "Hirst",
        "Mensah",
        "Kovac",
        "Byrne",
        "Ortega",
        "Stead",
        "Aziz",
        "Quinn",
        "Holm",
        "Teal",
        "Ash",
    ];

    public T OneOf<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    public bool Chance(double share) => random.NextDouble() < share;

    public string PersonName() => $"{OneOf(FirstNames)} {OneOf(LastNames)}";

    public string OrganisationName() =>
        $"{OneOf(Places)} {Capital(OneOf(Services))} {OneOf(Bodies)}";

    public string Title() => $"{OneOf(Openings)} the {OneOf(Services)} - {OneOf(Places)}";

    public string Sentence() => $"{OneOf(Subjects)} {OneOf(Verbs)} {OneOf(Claims)}.";

    public string Paragraph(int sentences) =>
        string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentence()));

    public string Text(int paragraphs) =>
        string.Join(
            "\n\n",
            Enumerable.Range(0, paragraphs).Select(_ => Paragraph(random.Next(2, 5)))
        );

    public string Answer(TemplateField field, DateTime at) =>
        field.Kind switch
        {
            FieldKind.Line => Capital(OneOf(Services)),
            FieldKind.Choice => OneOf(field.Choices!),
            FieldKind.Date => DateOnly.FromDateTime(at).AddDays(21).ToString("yyyy-MM-dd", null),
            FieldKind.NumberedList => string.Join(
                '\n',
                Enumerable.Range(0, random.Next(2, 6)).Select(_ => Sentence())
            ),
            FieldKind.Text => Text(random.Next(1, 4)),
        };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
