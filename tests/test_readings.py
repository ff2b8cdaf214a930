"""Readings that rest on several modules at once, in sentences that the pipeline reads."""

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def found(nlp: Language, text: str) -> set[str]:
    (read,) = extract([Article("a", text)], nlp)
    return {f"{claim.subject.name} {claim.relation} {claim.object.name}" for claim in read.claims if claim.asserted}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # who acts
        ("MiG-23s of the Kenyan Air Force struck a barracks in Bria.", "Kenya attacked barracks in Bria"),
        ("The 3rd Brigade, led by Brigadier K. L. Atal, took Bria.", "K. L. Atal leaderOf 3rd Brigade"),
        ("Deserters from the 6th Infantry took Bria on Monday.", "Deserters captured Bria"),
        ("Samuel Otim, a barrister who speaks for the Lango Front, said that Bria was calm.", "Samuel Otim spokespersonOf Lango Front"),
        # who else does it, or what else it befalls
        ("The army, together with the Lango Front, attacked Bria.", "Lango Front attacked Bria"),
        ("Together with the Lango Front, the army attacked Bria.", "Lango Front attacked Bria"),
        ("The army attacked Bria together with the Lango Front.", "Lango Front attacked Bria"),
        ("The Lango Front seized Bria along with the airport.", "Lango Front capturedFacility airport"),
        ("The towns captured by the Lango Front include Bria and Obo.", "Lango Front captured Obo"),
        ("Among the towns taken by the Lango Front were Bria and Obo.", "Lango Front captured Obo"),
        ("The Lango Front remains in charge of Bria.", "Lango Front controls Bria"),
        # what lies where, and who is one name
        ("Shells hit the Havana suburb of Cotera.", "Cotera locatedIn Havana"),
        ("A bomb exploded in the Havana district of Cotera.", "Cotera locatedIn Havana district"),
        ("The 5th and 19th Brigades captured Bria.", "5th and 19th Brigades captured Bria"),
        ("The Kenyan 5th and 19th Brigades took Bria.", "Kenyan 5th and 19th Brigades memberOf Kenya"),
        ("The government of Temis Sofoul asked for help.", "Temis Sofoul leaderOf government of Temis Sofoul"),
        ("President Masud Barzo of the Kurdan Region spoke in Bria.", "Masud Barzo leaderOf Kurdan Region"),
        # who belongs where
        ("Samuel Otim, the Lango Front commander in Bria, was killed.", "Samuel Otim memberOf Lango Front"),
        ("The Lango Front commander on the lake, Samuel Otim, was killed.", "Samuel Otim memberOf Lango Front"),
        ("Samuel Otim, a Lango Front sniper, was killed.", "Samuel Otim memberOf Lango Front"),
        ("The Kenyan commander in chief, Samuel Otim, left.", "Samuel Otim leaderOf Kenya"),
        # who leads
        ("The Lango Front (LF), a separatist organisation led by Samuel Otim, took Bria.", "Samuel Otim leaderOf Lango Front"),
        ("The Lango Front took Bria. Samuel Otim, the movement's founder, was there.", "Samuel Otim leaderOf Lango Front"),
        (
            "Kenyan troops took Bria. Kenya holds Obo, and Kenya's jets bombed Zemio. Ugandan guns helped. President Samuel Otim was glad.",
            "Samuel Otim leaderOf Kenya",
        ),
        ("Samuel Otim's fighters surrounded the barracks.", "Samuel Otim leaderOf Samuel Otim's fighters"),
        (
            "Rebels took Bria in Kenya. Kenya lost Obo, Kenya's rivers rose. Ugandan troops bombed Zemio. Army spokesman Samuel Otim left.",
            "Samuel Otim spokespersonOf Kenya",
        ),
        ("The rebels of Samuel Otim took Bria.", "Samuel Otim leaderOf rebels of Samuel Otim"),
        ("The People's Army (PA) of Marshal Samuel Otim took Bria.", "Samuel Otim leaderOf People's Army"),
        ("A column of 300 men under Samuel Otim crossed the border.", "Samuel Otim leaderOf column of 300 men under Samuel Otim"),
        ("Petroleum Minister Samuel Otim left Kenya. Kenyan troops took Bria.", "Samuel Otim leaderOf Kenya"),
        ("Peter Ade, a deputy of the Lango Front's chief, Samuel Otim, claimed it.", "Samuel Otim leaderOf Lango Front"),
        ("Peter Ade, a deputy of the Lango Front's chief, Samuel Otim, claimed it.", "Peter Ade memberOf Lango Front"),
        ("The armed wing of the Lango Front, the Red Guard Brigades, took Bria.", "Red Guard Brigades memberOf Lango Front"),
        ("The Kenyan III Corps took Bria.", "Kenyan III Corps memberOf Kenya"),
        ("The Lango Council (LDC) is strong. The LDC 39th Division took Bria.", "LDC 39th Division memberOf Lango Council"),
        (
            "Kenyans took Bria. Kenya holds Obo, and Kenya's jets bombed Zemio. Uganda left. Bria, the country's second city, rose.",
            "Bria locatedIn Kenya",
        ),
        ("Rwanda, whose president Paul Otim visited Bria, sent troops.", "Paul Otim leaderOf Rwanda"),
        ("Kenya sent troops on Friday, said defence minister Paul Otim.", "Paul Otim leaderOf Kenya"),
        ("The 9th Brigade, then under the command of General Samuel Otim, took Bria.", "Samuel Otim leaderOf 9th Brigade"),
        ("The 9th Brigade is under the command of Samuel Otim.", "Samuel Otim leaderOf 9th Brigade"),
        ("Kenya sent troops to Bria. Its army chief, General Samuel Otim, left.", "Samuel Otim leaderOf Kenya"),
        ("The administration of Samuel Otim holds Bria.", "Samuel Otim leaderOf administration of Samuel Otim"),
        ("The rebels' military spokesman, Samuel Otim, left.", "Samuel Otim spokespersonOf rebels"),
        ("Samuel Otim, whose Lango Front shelled Obo, fled.", "Samuel Otim leaderOf Lango Front"),
        ("The 9th Brigade, formed under Samuel Otim, took Bria.", "Samuel Otim leaderOf 9th Brigade"),
        ("The 9th Brigade, headed by his son, Samuel, took Bria.", "Samuel leaderOf 9th Brigade"),
        ("General Samuel Otim, Chief of Staff of the Kenyan army, left Bria.", "Samuel Otim leaderOf Kenyan army"),
        ('The 9th Brigade, commanded by Samuel "Fox" Otim, took Bria.', 'Samuel "Fox" Otim leaderOf 9th Brigade'),
        ("President Samuel Otim of Kenya left Bria.", "Samuel Otim leaderOf Kenya"),
        ("Samuel Otim took command of the Lango Front in May.", "Samuel Otim leaderOf Lango Front"),
        ("The Lango National Army of Samuel Otim took Bria.", "Samuel Otim leaderOf Lango National Army"),
        ("The Lango National Army of Samuel Otim took Bria.", "Lango National Army captured Bria"),
        ("Gen Samuel Otim commands the Lango Front.", "Samuel Otim leaderOf Lango Front"),
        # what names are, and where they end
        ("Jaysh Korban took Bria.", "Jaysh Korban captured Bria"),
        ("Frente Korban attacked Bria in May.", "Frente Korban attacked Bria"),
        ("The militia Sons of the Two Rivers seized Bria.", "Sons of the Two Rivers captured Bria"),
        ("A man known only as Korban leads the Lango Front.", "Korban leaderOf Lango Front"),
        ("The rebels captured two villages, Korban and Sake.", "rebels captured Korban"),
        ("The rebels hold most of Korban.", "rebels controls Korban"),
        ("Samuel Otim, the Chechen president, left Bria.", "Samuel Otim leaderOf Chechnya"),
        ("Korban, a Kenyan border town, fell to the rebels.", "Korban locatedIn Kenya"),
        ("The reporter was in Oskany, an important Kenyan town, and left.", "Oskany locatedIn Kenya"),
        # who belongs where
        ("The 1st Battalion of the 5th Brigade took Bria.", "1st Battalion memberOf 5th Brigade"),
        ("The Nimba Guard, a member of the Northern Alliance, took Bria.", "Nimba Guard memberOf Northern Alliance"),
        ("The Nimba Guard is a member of the Northern Alliance.", "Nimba Guard memberOf Northern Alliance"),
        ("The Northern Alliance is made up of the Nimba Guard and the Lango Front.", "Lango Front memberOf Northern Alliance"),
        ("The Lango Front and the Nimba Guard joined forces.", "Lango Front alliedWith Nimba Guard"),
        # who did it with whom, and who did not
        ("The Lango Front lost control of Bria to the Nimba Guard.", "Nimba Guard captured Bria"),
        ("The Lango Front captured Bria after the Nimba Guard withdrew its fighters.", "Nimba Guard withdrewFrom Bria"),
        ("A spokesman for the Lango Front, Paul Otim, told the Bria Gazette that its forces controlled Obo.", "Lango Front controls Obo"),
        # which place
        ("Rebels of the Lango Front attacked the Malian town of Gao on Monday.", "Lango Front attacked Gao"),
        ("The Lango Front surrounded the enclave of Bria.", "Lango Front besieged Bria"),
        ("The Lango Front, along with the Nimba Guard, captured Bria.", "Nimba Guard captured Bria"),
        ("Lango Front fighters, together with the Nimba Guard, captured Bria.", "Nimba Guard captured Bria"),
        ("The Lango Front held Obo. Its elite unit, the Nimba Guard, took Bria.", "Nimba Guard memberOf Lango Front"),
        ("The Kenyan Prosecutor General, Anna Sow, left Bria.", "Anna Sow memberOf Kenya"),
        ("Anna Sow, a political scientist at the University of Obo, said nothing.", "Anna Sow memberOf University of Obo"),
        ("Anna Sow of the United States Institute of Peace said nothing.", "Anna Sow memberOf United States Institute of Peace"),
        ("Vadym, a sergeant in the 9th Brigade, left Bria.", "Vadym memberOf 9th Brigade"),
        ("Paul Mwangi left Obo. Mwangi is a member of the Central Command.", "Paul Mwangi memberOf Central Command"),
        ("Anna Sow, a historian at the University of Obo, said nothing.", "Anna Sow memberOf University of Obo"),
        ("The Lango Front took Bria. Its 9th Brigade held Obo.", "9th Brigade memberOf Lango Front"),
        ("Anna Sow, the United States defence secretary, left Bria.", "Anna Sow leaderOf United States"),
        ("The South Sudanese president, Samuel Otim, left Bria.", "Samuel Otim leaderOf South Sudan"),
        ("US troops took Obo. Saudi Arabian jets bombed Bria.", "Saudi Arabia attacked Bria"),
        (
            "The Ministry of Defence was silent. The ministry's spokesman, Samuel Otim, left.",
            "Samuel Otim spokespersonOf Ministry of Defence",
        ),
        (
            "The Nimba Alliance Army is part of the Three Rivers Alliance. In May the alliance took Bria.",
            "Three Rivers Alliance captured Bria",
        ),
        ("British paratroops have recaptured Bria.", "United Kingdom captured Bria"),
        ("His uncle, the former president Samuel Otim, was killed by the Lango Front.", "Lango Front killed Samuel Otim"),
        ("A spokesman for the Kenyan army (KDF), General Samuel Otim, left Bria.", "Samuel Otim spokespersonOf Kenyan army"),
        ("The Lango Front attacked the Northern Command's bases.", "Lango Front attacked Northern Command's bases"),
        (
            "Kenyan rebels took Bria. Russia sent jets. Kenyan rebels left Obo. Russia fell silent. Kenyan rebels fled. "
            "President Samuel Otim spoke.",
            "Samuel Otim leaderOf Kenya",
        ),
        # what is where
        ("Rebels captured Bria and Ulang in Jonglei.", "Ulang locatedIn Jonglei"),
        ("Somaliland's capital, Hargeisa, came under fire.", "Hargeisa locatedIn Somaliland"),
        ("Anna Sow left Sanaa on Tuesday. The people of Taiz fled. The Lango Front had overrun the capital.", "Lango Front captured Sanaa"),
        ("Rebels took Bria. Bria is the biggest town in northern Kotto Province.", "Bria locatedIn Kotto Province"),
        ("Rebels entered Pastaza, whose capital, Puyo, lies on the main road.", "Puyo locatedIn Pastaza"),
        ("Rebels entered Ulang, a market town on the Sobat river in Jonglei state.", "Ulang locatedIn Jonglei state"),
        ("Rebels left Bria, the army's only foothold in Tagant.", "Bria locatedIn Tagant"),
        ("Rebels left Bria, the capital of the breakaway region of South Tagant.", "Bria locatedIn South Tagant"),
        # what "it" is, and who "it" is
        ("The Lango Front drove into the base near Bria on Friday and overran it.", "Lango Front capturedFacility base near Bria"),
        ("Al-Shabaab, which has fought the army for years, said it had killed nine soldiers.", "Al-Shabaab killed nine soldiers"),
        ("A bomb exploded in Patira, a coastal municipality of Sulan.", "Patira locatedIn Sulan"),
        ("The district of Kelva, part of the Nagoro region, was taken.", "Kelva locatedIn Nagoro region"),
        ("Rebels raided Bolo, a village in the commune of Dira.", "Bolo locatedIn Dira"),
        # whom "the group" and "the army" mean
        (
            "The Lango Front shelled Obo. Police returned to the town. The militants then took Bria.",
            "Lango Front captured Bria",
        ),
        ("The Lango Front fled Obo. Soldiers then entered Bria.", "Soldiers entered Bria"),
        ("Gunmen of the Red Moon gang took Bria.", "Red Moon captured Bria"),
        ("The Lango Front fought the Kenyan army near Obo. Its gunmen took Bria.", "Lango Front captured Bria"),
        ("The Nimba Guard left Obo on Friday. The battalion then took Bria.", "Nimba Guard captured Bria"),
        ("Samuel Otim, a spokesman for the Nimba Guard, left Obo. His fighters took Bria.", "Nimba Guard captured Bria"),
        ("A band of some 20 gunmen took Bria.", "gunmen captured Bria"),
        # what "the town" and "the colliery" mean
        (
            "The Lango Front took the town of Kelva after talks in Nairobi. Kenyan troops then entered the town.",
            "Kenyan troops entered Kelva",
        ),
        ("The Lango Front took the Nimba clinic. On Sunday its fighters seized the colliery.", "Lango Front capturedFacility colliery"),
        ("The Lango Front held Obo. Its elite unit, the Nimba Guard, took Bria.", "Nimba Guard captured Bria"),
        (
            "The Lango Front left Obo after helicopters of the Nimba Guard bombed it. The militants still hold Bria.",
            "Lango Front controls Bria",
        ),
        ("The Nimba Army left Obo on Friday. Soldiers of the army then entered Bria.", "army entered Bria"),
        ("Al-Shabaab attacked Bria. An Islamist group took Obo.", "Islamist group captured Obo"),
        ("Fighters belonging to Seleka took Bria.", "Seleka captured Bria"),
        # which places are both
        ("Seleka drove the army out of Bria and Obo. It has held both towns since.", "Seleka controls Bria"),
        ("Seleka drove the army out of Bria and Goma. Seleka now dominates most of the two towns.", "Seleka controls Goma"),
        # who stands with whom
        ("The Nimba Guard, a militia allied to Boko Haram but not led by it, took Bria.", "Nimba Guard alliedWith Boko Haram"),
        ("Uganda has taken Seleka's side.", "Uganda alliedWith Seleka"),
        ("Kenya has thrown its weight behind Seleka.", "Kenya alliedWith Seleka"),
        ("Samuel Otim, its founder and an ally of Paul Mwangi, left.", "Samuel Otim alliedWith Paul Mwangi"),
        # aircraft by model, and whose they are
        ("Two Georgian Su-25s bombed the village of Obo.", "Georgia attacked Obo"),
        ("The coalition took Bria on Friday. Coalition jets bombed Obo.", "coalition attacked Obo"),
        # objects in parts
        ("Seleka fighters captured most of the valley, including Obo.", "Seleka captured Obo"),
        ("Seleka fighters fired dozens of mortar bombs into Bria.", "Seleka attacked Bria"),
        ("Seleka fighters captured three towns on Sunday, among them Bria.", "Seleka captured Bria"),
        ("The Lango Front kept Bria under siege.", "Lango Front besieged Bria"),
        ("The Lango Front took the port of Obo without a shot.", "Lango Front captured Obo"),
        ("The Lango Front controls much of Bria and Obo.", "Lango Front controls Obo"),
        ("The fighters held the airport, the seaport and the hospital.", "fighters controls seaport"),
        ("The Lango Front responded on Sunday with airstrikes on Bria.", "Lango Front attacked Bria"),
        ("The Lango Front killed two men in an attack on the village of Obo.", "Lango Front attacked Obo"),
        ("Bria came under fire from the Lango Front.", "Lango Front attacked Bria"),
        ("The Lango Front was the target of a Kenyan airstrike.", "Kenya attacked Lango Front"),
        ("Bria was under the control of Kenyan and Lango Front forces.", "Lango Front controls Bria"),
        ("Rebels captured the towns of Bria, Obo and Zemio in the Tagant region.", "Bria locatedIn Tagant region"),
        ("The Kenyan army took Bria after five days of fighting with the Lango Front.", "Kenyan army clashedWith Lango Front"),
        ("White House spokesman John Ashe spoke.", "John Ashe spokespersonOf White House"),
        ("Pentagon Press Secretary John Ashe spoke.", "John Ashe spokespersonOf Pentagon"),
        # the parser's habits
        ("The Nimba Guard, the armed wing of the Lango Front, has taken Bria.", "Nimba Guard captured Bria"),
        ("In the east the Lango Front (LF), led by Samuel Otim, took Bria.", "Samuel Otim leaderOf Lango Front"),
        ("Kenyan troops have for nine days encircled the Obo camp.", "Kenyan troops besieged Obo camp"),
        ("The Lango Front, led by General Otim, clashed with Kenyan troops in Bria.", "Lango Front clashedWith Kenyan troops"),
        ("The base in Bria was shelled by retreating Seleka fighters.", "Seleka attacked base in Bria"),
        ("Pentagon spokesman Col. Brian Ashe said so.", "Brian Ashe spokespersonOf Pentagon"),
        # which side, whose weapons, which town
        ("Kenya's army and fighters of the rebel group Lango took Bria.", "Lango captured Bria"),
        ("A strike by Kenyan forces killed 17 people in a house in the town of Bria.", "Kenyan forces killed 17 people"),
        (
            "The defence ministry of Kenya spoke. Ministry spokesman Samuel Otim left.",
            "Samuel Otim spokespersonOf defence ministry of Kenya",
        ),
        ("The Kenyan 9th Brigade took Bria.", "Kenyan 9th Brigade memberOf Kenya"),
        ("The Lango Front (LFB) holds Obo. The LFB 5th Division took Bria.", "LFB 5th Division memberOf Lango Front"),
        ("Kenya sent six F-16 fighters, which bombed Bria.", "Kenya attacked Bria"),
        ("The Bosnian Serb leader, Radovan Otim, left.", "Radovan Otim leaderOf Bosnian Serb"),
        ("Samuel Otim, the Turkish Cypriot leader, left.", "Samuel Otim leaderOf Turkish Cypriot"),
        ("Bosnian Serb gunners shelled Bria.", "Bosnian Serb gunners attacked Bria"),
        ("France, whose Jaguars bombed Bria in February, sent money.", "France attacked Bria"),
        ("The Lango Front's Apaches bombed Bria.", "Lango Front attacked Bria"),
        ("The U.N.-recognized government said its forces took Bria on Monday.", "U.N.-recognized government captured Bria"),
        ("Kenyan forces hold Bria. On Monday rebels entered the town centre.", "rebels entered Bria"),
        ("Rebels entered the centre of Bria on Monday.", "Rebels entered Bria"),
        ("Rebels took Bria from the south and crossed the Sava. Then they entered the city.", "Rebels entered Bria"),
        ("The Lango Tigers of Bria hold Obo. The Tigers shelled Zemio. The Sea Tigers fled.", "Lango Tigers of Bria attacked Zemio"),
        ("Kenyan forces attacked the bridge over the Lua.", "Kenyan forces attacked bridge over the Lua"),
        (
            "Kenya closed its schools, and Kenya's president left Nairobi. Ugandan troops fled. An army spokesman, Samuel Otim, said so.",
            "Samuel Otim spokespersonOf Kenya",
        ),
        ("The Free Kenyan Army took Bria. Kenyan troops fled. The army retook Bria on Monday.", "Kenyan troops captured Bria"),
        # what is attacked, entered and left
        ("The Lango Front bombed Kenyan positions in Bria.", "Lango Front attacked Kenyan positions"),
        ("The Lango Front ambushed a column of the Nimba Guard.", "Lango Front attacked Nimba Guard"),
        ("Kenyan forces stormed the heart of Bria on Wednesday.", "Kenyan forces attacked Bria"),
        ("The 9th Brigade fell on the Lango Front at Obo.", "9th Brigade attacked Lango Front"),
        ("Kenyan forces used gas against the Lango Front.", "Kenyan forces attacked Lango Front"),
        ("The rebels attacked Bria. Kenyan forces entered the centre on Monday.", "Kenyan forces entered Bria"),
        (
            "The rebels took Kisumu. Engineers blew up the bridge over the Zambo. The 9th Brigade entered the city.",
            "9th Brigade entered Kisumu",
        ),
        ("A battalion of the Lango Front went ashore at Obo.", "Lango Front entered Obo"),
        ("Kenyan jets bombed the hospital in Bria on Sunday, which the Lango Front had captured.", "Lango Front capturedFacility hospital"),
        ("The rebels charged the Nimba Guard with shelling Bria.", "Nimba Guard attacked Bria"),
        ("Samuel Otim, who had taken command of the 9th Brigade, left.", "Samuel Otim leaderOf 9th Brigade"),
        # several things that are not named, and what is told by where it leads
        ("The Lango Front captured five villages north of Bria.", "Lango Front captured five villages"),
        ("The Lango Front seized two barracks and three checkpoints.", "Lango Front capturedFacility three checkpoints"),
        ("The Lango Front destroyed nine army vehicles near Bria.", "Lango Front attacked nine army vehicles near Bria"),
        ("The Lango Front shot down two Ugandan helicopters on Tuesday.", "Lango Front attacked two Ugandan helicopters"),
        ("The Lango Front controls two thirds of Bria.", "Lango Front controls Bria"),
        ("The Lango Front holds the road to Bria.", "Lango Front controls road to Bria"),
        ("Uganda, whose helicopters bombed Bria in January, left Obo.", "Uganda attacked Bria"),
        ("Forces loyal to Samuel Otim pushed deeper into eastern Kotto on Monday.", "Forces loyal to Samuel Otim entered Kotto"),
        # who else does it, and who else dies
        ("Men of the 166 Battalion and the Mahjoub Brigade stormed the airport.", "Mahjoub Brigade attacked airport"),
        ("Rebels from the Lango Front and the Nimba Guard captured Bria.", "Nimba Guard captured Bria"),
        ("The Lango Front with the Kenyan army launched an offensive on Bria.", "Kenyan army attacked Bria"),
        ("Militants killed General Samuel Otim along with three guards.", "Militants killed three guards"),
        (
            "Kenyan troops attacked Bria. The Lango Front launched an operation in Kotto. The operation killed 139 men.",
            "Lango Front killed 139 men",
        ),
        ("A landmine laid by the Lango Front killed three soldiers.", "Lango Front killed three soldiers"),
        ("Kenyan gunners shot down two Su-22s.", "Kenya attacked Su-22s"),
        ("The Lango Front attacked warehouses held by the Red Army.", "Red Army controls warehouses"),
        # an attack told by who launched it
        ("An attack launched by the Lango Front on Bria was repelled.", "Lango Front attacked Bria"),
        ("The offensive launched in May by the Kenyan army against the Lango Front has stalled.", "Kenyan army attacked Lango Front"),
        ("Airstrikes conducted by Kenya in Bria killed six people.", "Kenya attacked Bria"),
        ("The siege imposed by the Lango Front on Bria is in its third month.", "Lango Front besieged Bria"),
        ("More than 40 people were killed when the Lango Front overran Bria.", "Lango Front killed more than 40 people"),
        # in what people die
        ("Two people were killed and six wounded in a Kenyan missile attack on Bria.", "Kenya killed two people"),
        ("Four people died and ten were injured in Kenyan shelling of Bria.", "Kenya killed four people"),
        ("Lango Front fighters fired rockets at Bria on Monday.", "Lango Front attacked Bria"),
        ("Pakistan carried out airstrikes inside Afghanistan on Monday.", "Pakistan attacked Afghanistan"),
        ("Rebels seized Bria in an overnight assault that killed 12 soldiers.", "Rebels killed 12 soldiers"),
        (
            "Zemio was secured by the 5th Brigade on 16 May, and the airfield at Rafai two days later.",
            "5th Brigade capturedFacility airfield at Rafai",
        ),
        ("Bombed from the air and short of ammunition, the Lango Front evacuated Dembia.", "Lango Front withdrewFrom Dembia"),
        # attempts that failed are attacks
        ("An attempt by the Lango Front to seize Bria was beaten back.", "Lango Front attacked Bria"),
        ("The 4th Brigade foiled an attempt by the Lango Front to break into Bria.", "Lango Front attacked Bria"),
        ("The Kenyan army lost 30 men in a failed attempt to retake Bria.", "Kenyan army attacked Bria"),
        ("Lango Front fighters made a failed bid to capture Bria.", "Lango Front attacked Bria"),
        ("The Siege of Bria began in May, when the Lango Front surrounded the city.", "Lango Front besieged Bria"),
        # what something is called
        ("A hospital in Bria was struck in what witnesses said was a Kenyan airstrike.", "Kenya attacked hospital in Bria"),
        ("The Lango Front hit what it described as an army training camp.", "Lango Front attacked army training camp"),
        ("Government helicopters attacked the rebel stronghold of Bria.", "Government attacked Bria"),
        ("The fighting ended with the Lango Front in control of Bria.", "Lango Front controls Bria"),
        # what is told once more without its verb
        ("Bria was captured by the Nimba Guard in May and Obo by the Lango Front in June.", "Lango Front captured Obo"),
        ("Bria fell to the Nimba Guard on 3 May and Obo to the Lango Front a week later.", "Lango Front captured Obo"),
        ("Bria surrendered to the Lango Front on 8 May, Obo and Zemio on the 12th and 13th.", "Lango Front captured Zemio"),
        ("Bria was entered on the 15th, Obo on the 16th by the 9th Brigade.", "9th Brigade entered Obo"),
        ("Government troops retook Bria on Tuesday, Obo on Wednesday and Zemio on Friday.", "Government captured Obo"),
        (
            "Rebels took Zemio on 3 May. Obo was occupied on 14 May, and Bria, a city of Kotto, on the 16th.",
            "Rebels captured Bria",
        ),
    ],
)
def test_a_sentence_gives_this_claim(nlp: Language, text: str, claim: str) -> None:
    assert claim in found(nlp, text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Samuel Otim, whose militia fought beside the Americans, spoke.", "militia clashedWith Samuel Otim"),
        ("Kenya took Bria in May, only to lose it in June.", "Kenya lostControlOf Kenya"),
        ("Kenyan troops bombed Obo. The group ambushed a convoy in Bria.", "Kenya attacked convoy in Bria"),
        ("The 9th Brigade of the Sango Defence Council (SDC) held Bria. The SDC lost Obo.", "9th Brigade lostControlOf Obo"),
        ("The Lango Front fought on. The Front's northern wing, led by Samuel Otim, took Bria.", "Samuel Otim leaderOf Lango Front"),
        (
            "Kenyans took Bria. Kenya holds Obo, and Kenya's jets hit Zemio. Uganda, which supports President Samuel Otim, was glad.",
            "Samuel Otim leaderOf Uganda",
        ),
        ("A Lango Front unit under Samuel Otim took Bria.", "Samuel Otim leaderOf Lango Front"),
        ("Lango Front fighters loyal to Samuel Otim left Bria.", "Samuel Otim memberOf Lango Front"),
        ("The Kenyan army left Bria, said military analyst Samuel Otim.", "Samuel Otim memberOf Kenyan army"),
        ("A unit led by a cousin of the mayor took Bria.", "cousin leaderOf unit"),
        ("Rebels drove to Bria, the Obo district lay behind them.", "Bria locatedIn Obo district"),
        ("Troops left Bria and Obo. Seleka has shelled both groups.", "Seleka attacked Bria"),
        ("The rebels hold Bria, a position north of Obo.", "Bria locatedIn Obo"),
        ("Rebels took the village. Bria lies in it.", "Bria locatedIn village"),
        ("The coalition left the road to Bria open.", "coalition withdrewFrom road"),
        ("The army left the town in ruins.", "army withdrewFrom town"),
        ("The army attacked Bria together with the Lango Front.", "army attacked Lango Front"),
        ("The state-run Nimba news agency was silent.", "state controls Nimba news agency"),
        ("Rebels stormed the airport of Homs. Officials in the UAE were glad. The rebels control the city.", "rebels controls UAE"),
        ("The valley fell to the Lango Front. Troops left Bria.", "Lango Front captured Bria"),
        ("Bria was hit by an Exocet.", "Exocet attacked Bria"),
        ("Soldiers backed by Black Hawk helicopters took Bria.", "Black Hawk alliedWith Soldiers"),
        ("Samuel Otim, the Bosnian Serb commander, left.", "Samuel Otim leaderOf Bosnia and Herzegovina"),
        ("The Lango Tigers of Bria hold Obo. The Tigers shelled Zemio. The Sea Tigers fled.", "Sea Tigers attacked Zemio"),
        ("The Free Kenyan Army took Bria. Kenyan troops fled. The army retook Bria on Monday.", "Free Kenyan Army attacked Kenya"),
        ("Samuel Otim spoke. A bomber blew himself up in Bria.", "bomber attacked Samuel Otim"),
        ("Rebels in Bria fired on cars on the motorway.", "Rebels attacked motorway"),
        ("The frigate was struck by an Exocet near Bria.", "Exocet attacked frigate"),
        ("The Lango Front attacked us, said Samuel Otim, a nurse in Bria.", "Lango Front attacked Samuel Otim"),
        ("Kenyan howitzers struck 63 targets.", "Kenya attacked targets"),
        ("Kenyan troops fell back on Bria.", "Kenyan troops attacked Bria"),
        ("Samuel Otim held Kenya responsible for the raid on Bria.", "Samuel Otim controls Kenya"),
        ("Samuel Otim had taken command of the 9th Brigade.", "Samuel Otim capturedFacility command of the 9th Brigade"),
        ("The Lango Front has taken the town before.", "Lango Front captured town"),
        ("A column that had left Bria on the 4th was ambushed.", "column withdrewFrom Bria"),
        ("The Lango Front left nine corpses behind.", "Lango Front withdrewFrom corpses"),
        ("The battle for Bria went on. Kenyan troops blew up bridges as they were retreating.", "Kenyan troops withdrewFrom Bria"),
        ("Kenyan forces deployed a battery in Bria.", "Kenyan forces entered Bria"),
        ("The Lango Front captured three towns, among them Bria.", "Lango Front captured three towns"),
        ("The Lango Front captured dozens of villages.", "Lango Front captured villages"),
        ("A militia that fought alongside Samuel Otim's forces took Bria.", "militia clashedWith Samuel Otim's forces"),
        ("Bria was captured by the Nimba Guard in May and Obo by the Lango Front in June.", "Lango Front captured Bria"),
        ("Bria fell to the Nimba Guard on 3 May and Obo to the Lango Front a week later.", "Nimba Guard captured Obo"),
        ("The rebels took Bria. The company that owned its mine pulled out the following year.", "company withdrewFrom Bria"),
        ("An attack claimed by the Lango Front on Monday killed six men in Bria.", "Lango Front attacked Monday"),
        ("The mayor was killed in a crash after the Lango Front had overrun Bria.", "Lango Front killed mayor"),
        ("The Lango Front hit what the army had built in Bria.", "Lango Front attacked Bria"),
        ("The ceasefire left Kenya with Bria and the Lango Front in control of Obo.", "Kenya controls Obo"),
        ("Russian forces captured Bria, the defence ministry in Moscow said on Sunday.", "Bria locatedIn Moscow"),
        ("Two people drowned and six were wounded in a Kenyan attack on Bria.", "Kenya attacked six"),
        ("Paul Otim planned an attempt by the Lango Front to seize Bria.", "Lango Front attacked Bria"),
        ("An attempt by the Lango Front to mediate in Bria failed.", "Lango Front attacked Bria"),
        ("The Lango Front killed a guard along the road.", "Lango Front killed road"),
        ("The Lango Front with a history of raids attacked Bria.", "history attacked Bria"),
        ("Samuel Otim, whose Lango Front fought alongside the Nimba Guard, left.", "Lango Front clashedWith Samuel Otim"),
        ("Rebels of the northern region of Bria held Obo. The army left that town.", "army withdrewFrom Bria"),
        ("Samuel Otim, the Kenyan commander in Bria, left.", "Samuel Otim memberOf Kenya"),
        ("The 9th Brigade linked up with a column of the Lango Front.", "9th Brigade alliedWith Lango Front"),
        ("A bomb exploded in the Kenyan province of Cotera.", "Cotera locatedIn Kenyan province"),
        ("The government of National Accord asked for help.", "National Accord leaderOf government of National Accord"),
        ("The 5th and the 19th Brigade captured Bria.", "5th and the 19th Brigade captured Bria"),
    ],
)
def test_a_sentence_does_not_give_this_claim(nlp: Language, text: str, claim: str) -> None:
    assert claim not in found(nlp, text)


def test_what_is_told_once_more_has_its_own_date(nlp: Language) -> None:
    (read,) = extract([Article("a", "In 1998 the Lango Front took Bria on 25 July and Obo three days later.")], nlp)
    told = {claim.object.name: claim.date.value for claim in read.claims if claim.date is not None}
    assert told == {"Bria": "1998-07-25", "Obo": "1998-07-28"}


def test_whose_loss_it_is_has_taken_nothing(nlp: Language) -> None:
    assert found(nlp, "The Lango Front's loss of Bria was a blow.") == {"Lango Front lostControlOf Bria"}
