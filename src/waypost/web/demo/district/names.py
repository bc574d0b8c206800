"""Pools of given and family names by community, and the languages spoken at home there.

Every person of the demo is invented: a name is a random pairing of two words of these pools.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Community:
    """Families with names in common; `home_language` is spoken at home by `share_of_speakers` of them."""

    weight: int
    home_language: str
    share_of_speakers: float
    given: tuple[str, ...]
    family: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COMMUNITIES = (
    Community(
        43,
        "en",
        1.0,
        _words(
            "Abigail Adrian Aiden Alice Alina Amber Andrew Anna Ashton Audrey Austin Autumn Avery Bennett Bethany "
            "Blake Brandon Brianna Brooke Caleb Cameron Carson Casey Chloe Clara Cole Connor Daisy Daniel Delaney "
            "Dylan Eleanor Eli Ella Elliot Emerson Emma Erin Ethan Evelyn Faith Finn Gavin Georgia Grace Grant "
            "Hailey Hannah Harper Hazel Henry Hudson Ian Iris Isaac Ivy Jack Jacob Jade James Jason Jenna Joel "
            "Jordan Josephine Julia June Kai Kate Kayla Keegan Kendall Kyle Landon Laura Leah Levi Lily Logan "
            "Lucas Lucy Mackenzie Maggie Mason Max Megan Micah Miles Molly Nathan Nicholas Nora Olive Oliver Owen "
            "Paige Parker Peter Phoebe Quinn Rachel Reese Riley Rory Rose Rowan Ruby Ryan Sadie Sage Samuel Sarah "
            "Sawyer Scarlett Sean Sierra Skyler Spencer Stella Summer Sydney Tessa Thomas Tyler Violet Wesley "
            "Willa Wyatt Zachary Zoe"
        ),
        _words(
            "Abbott Adler Aldridge Ames Archer Atwood Baker Barlow Barrett Beckett Bellamy Benson Birch Blackwood "
            "Boyd Bradshaw Brennan Briggs Brody Burke Callahan Carver Chandler Clayton Coleman Collier Conway "
            "Cooper Crane Cullen Dalton Dawson Dean Dempsey Doyle Drake Dunn Eastman Ellison Emery Everett Farrell "
            "Fenton Finch Fischer Fleming Forbes Foster Frost Gallagher Garrison Gibbs Goodwin Graham Grayson "
            "Griffin Hale Halloran Hansen Harding Hayes Heath Hendricks Hobbs Holloway Holm Hooper Hughes Hunter "
            "Ingram Jarvis Jensen Keane Keller Kendrick Kirby Lambert Larkin Larsen Lawson Lindgren Locke Lowell "
            "Maddox Marsh Mayfield McBride McCoy McKenna Mercer Merritt Meyer Monroe Moss Nash Newell Nolan Norris "
            "Oakley Olsen Osborne Palmer Parrish Patton Peck Perkins Pierce Porter Pratt Prescott Quigley Radcliff "
            "Ramsey Reeves Rhodes Rigby Rowe Rutledge Sawyer Schaefer Sheldon Sinclair Slater Sorensen Sparks "
            "Stafford Stokes Sutton Talbot Thatcher Thorne Tilden Underwood Vance Vaughn Wade Walsh Warner Webb "
            "Weston Whitaker Wilder Winslow Wolfe Yates York"
        ),
    ),
    Community(
        12,
        "en",
        1.0,
        _words(
            "Aaliyah Amari Andre Aniyah Ariana Asia Bria Cedric Dante Darius Deja Devin Destiny Dominique Ebony "
            "Elijah Ezra Gabrielle Imani Isaiah Jada Jalen Jamal Jasmine Jaylen Jordyn Josiah Kamari Keisha Kennedy "
            "Khalil Kiara Malachi Malik Marcus Maya Messiah Micah Monique Nia Nylah Omari Quincy Raven Renee Rashad "
            "Serenity Shanice Simone Terrance Tiana Trinity Tyrese Xavier Zion Zuri"
        ),
        _words(
            "Anderson Banks Battle Booker Bowman Brooks Bryant Carter Chambers Cole Crawford Daniels Dixon Dorsey "
            "Ellis Ferguson Fields Franklin Freeman Gaines Glover Hampton Harris Hawkins Hinton Holmes Jackson "
            "Jefferson Jenkins Joseph Kelley Lewis Mack Mosley Page Parks Payne Pittman Powell Randall Reid Rivers "
            "Robinson Sims Singletary Stewart Tate Terrell Tolliver Tucker Washington Watkins West Wiggins Woodson"
        ),
    ),
    Community(
        25,
        "es",
        0.72,
        _words(
            "Adriana Alejandro Alma Alonso Ana Andrés Ángel Ariana Beatriz Belén Camila Carlos Carmen César Citlali "
            "Cristian Dalia Daniela Diego Eduardo Elena Emiliano Emilio Esmeralda Esteban Fátima Fernando Gabriel "
            "Gael Guadalupe Héctor Hugo Ignacio Inés Iván Ixchel Javier Jazmín Jesús Joaquín Jorge José Julieta "
            "Karla Leonardo Leticia Lorena Luis Luna Manuel Marisol Martín Mateo Mía Miguel Miranda Natalia Nayeli "
            "Noemí Óscar Pablo Paloma Paola Pilar Rafael Ramón Raúl Regina Renata Ricardo Rocío Rodrigo Rosa Samuel "
            "Santiago Sara Sebastián Selena Sergio Sofía Tomás Valentina Valeria Verónica Ximena Yadira Yesenia"
        ),
        _words(
            "Acosta Aguilar Alvarado Arellano Ávila Barrera Bautista Beltrán Cabrera Calderón Camacho Cano Cárdenas "
            "Castañeda Castillo Cervantes Chávez Contreras Córdova Correa Cortés Delgado Durán Escobar Espinoza "
            "Estrada Figueroa Flores Fuentes Galván Gallegos Guerrero Gutiérrez Herrera Ibarra Juárez Lara León "
            "Luna Macías Maldonado Marín Medina Mejía Mendoza Meza Molina Montoya Mora Muñoz Navarro Núñez Ochoa "
            "Olvera Orozco Ortega Pacheco Padilla Palacios Paredes Peña Pineda Ponce Quintero Quiroz Ramos Rangel "
            "Reyes Ríos Robles Rocha Rosales Rubio Ruiz Salas Salazar Sandoval Santana Serrano Solís Soto Tapia "
            "Trejo Trujillo Valdez Vargas Vega Velasco Vera Villa Zamora Zavala Zúñiga"
        ),
    ),
    Community(
        4,
        "vi",
        0.8,
        _words(
            "An Anh Bao Binh Chi Dao Duc Duy Giang Ha Hanh Hieu Hoa Huy Khanh Khoa Kim Lan Lien Linh Long Mai Minh "
            "My Nam Ngoc Nhi Phong Phuc Quang Quynh Son Tam Thanh Thao Thu Tien Trang Tri Trinh Tuan Van Vinh Vy"
        ),
        _words(
            "Bui Cao Dang Dinh Do Duong Ha Ho Hoang Huynh Lam Le Luong Ly Mai Ngo Nguyen Pham Phan Tran Trinh Vo Vu"
        ),
    ),
    Community(
        4,
        "so",
        0.9,
        _words(
            "Abdi Abdirahman Ahmed Amina Asha Ayaan Bilan Deqa Fadumo Farah Fartun Faisal Guled Habiba Hamdi Hani "
            "Hibo Hodan Ibrahim Idil Ikran Ismail Jamal Khadra Khalid Ladan Liban Mahad Maryan Mohamed Muna Mustafa "
            "Najma Nasra Omar Rahma Sagal Sahra Samatar Suad Sumaya Warsame Yasin Zahra Zakariye"
        ),
        _words(
            "Abdi Abdullahi Aden Ali Barre Dahir Dirie Duale Elmi Farah Gedi Guled Hassan Hersi Hussein Ibrahim "
            "Isse Jama Kahin Mohamud Muse Nur Omar Osman Roble Samatar Sheikh Warsame Yusuf"
        ),
    ),
    Community(
        3,
        "ar",
        0.75,
        _words(
            "Adam Aya Bilal Dalal Dina Farid Fatin Hala Hamza Hana Hassan Huda Iman Jamila Jana Kareem Karim Lana "
            "Layan Leen Malak Mariam Mazen Nadia Nour Omar Rami Rana Rasha Reem Saif Salma Sami Samir Tamara Tariq "
            "Yara Yasmin Yousef Zaid Zayna"
        ),
        _words(
            "Abboud Antar Asfour Aziz Barakat Bishara Darwish Fakhoury Farah Ghanem Haddad Hakim Hariri Hijazi "
            "Jabbour Karam Khalil Khoury Mansour Masri Nassar Qasim Rahal Saad Sabbagh Saleh Sayegh Shadid Tawil "
            "Zaidan"
        ),
    ),
    Community(
        3,
        "ht",
        0.85,
        _words(
            "Abner Alix Carline Claudine Daphne Dieudonne Edwidge Emmanuel Esther Evens Fabiola Frantz Gerda "
            "Guerline Jocelyne Junior Ketsia Lovely Lunie Mackendy Marckenson Medjine Mirlande Nadege Naomie Nephtali "
            "Rodney Rose-Laure Ruth Schneider Stanley Wideline Widlin Wilson Yvelande"
        ),
        _words(
            "Alcide Altidor Augustin Baptiste Bastien Belizaire Cadet Celestin Charles Cherilus Delva Desir "
            "Dorsainvil Estime Fleurant Germain Jean-Louis Jean-Pierre Joachim Lafortune Louissaint Mentor Metellus "
            "Noel Pierre-Paul Saint-Fleur Toussaint Valcin"
        ),
    ),
    Community(
        2,
        "pt",
        0.85,
        _words(
            "Aline Ana Antônio Bianca Bruna Bruno Caio Carolina Davi Eduarda Felipe Gabriela Guilherme Heitor "
            "Henrique Isabela João Júlia Larissa Letícia Luana Lucas Luiza Marcela Mariana Matheus Murilo Otávio "
            "Pedro Rafaela Thiago Vinícius Vitória Yasmim"
        ),
        _words(
            "Almeida Araújo Azevedo Barbosa Borges Cardoso Carvalho Coelho Correia Costa Cunha Duarte Farias "
            "Ferreira Gomes Lopes Machado Marques Martins Melo Moreira Nogueira Oliveira Pinto Ramos Ribeiro Rocha "
            "Santos Siqueira Souza Teixeira Vieira"
        ),
    ),
    Community(
        3,
        "tl",
        0.6,
        _words(
            "Alfonso Andrea Angelica Angelo Bea Benjie Bianca Carlo Cassandra Christian Clarisse Danica Diego Ella "
            "Francis Gian Grace Hannah Isabel Jericho Joaquin Joshua Justine Kristine Lea Liza Lorenzo Maricel Marco "
            "Mikaela Miguel Nathaniel Nicole Paolo Patricia Princess Rafael Rico Tala Trisha"
        ),
        _words(
            "Abad Agbayani Alcantara Aquino Bacani Balagtas Bautista Bernardo Cabral Catacutan Cruz Dacanay "
            "Dimaculangan Evangelista Garcia Gatdula Lacsamana Lagman Magsaysay Manalo Mangahas Mercado Ocampo "
            "Pangilinan Panganiban Punzalan Salonga Santiago Sarmiento Soriano Tolentino Velasco Villanueva"
        ),
    ),
    Community(
        4,
        "en",
        1.0,
        _words(
            "Aarav Aditi Akash Amit Ananya Anika Arjun Asha Daniel Deepa Dev Diya Eric Grace Hana Ishaan Ji-woo "
            "Joon Kavya Kenji Kiran Leela Mei Min-jun Mina Naoki Neel Neha Nikhil Nina Pooja Priya Rahul Ravi Rohan "
            "Sana Sanjay Shreya Soo-ah Tara Vikram Wei Yuna Yuki Zara"
        ),
        _words(
            "Agarwal Bhatt Chang Chen Choi Chung Das Desai Gill Gupta Hong Huang Iyer Joshi Kang Kapoor Kim Kumar "
            "Lee Lim Lin Liu Mehta Mori Nair Park Patel Raman Rao Sato Seo Shah Sharma Shin Singh Sood Tanaka Tsai "
            "Verma Wang Wu Yamada Yoon Zhang"
        ),
    ),
    Community(
        1,
        "en",
        1.0,
        _words(
            "Aiyana Cody Dakota Dena Elan Halona Hinto Kachina Kaya Mika Nita Nova Sequoia Shawn Tallulah Tate Winona"
        ),
        _words(
            "Bearskin Blackhawk Cloud Eagleman Hawk Littlewolf Morningstar Redbird Stillwater Tallchief Whitefeather"
        ),
    ),
)

PREFERRED = {
    "Alejandro": "Alex",
    "Abdirahman": "Abdi",
    "Benjie": "Ben",
    "Christian": "Chris",
    "Daniela": "Dani",
    "Eduardo": "Eddie",
    "Eleanor": "Ellie",
    "Emmanuel": "Manny",
    "Esmeralda": "Esme",
    "Fernando": "Nando",
    "Gabrielle": "Gabby",
    "Guadalupe": "Lupe",
    "Guilherme": "Gui",
    "Josephine": "Josie",
    "Leonardo": "Leo",
    "Mackenzie": "Mac",
    "Nathaniel": "Nate",
    "Nicholas": "Nico",
    "Rafael": "Rafa",
    "Samuel": "Sam",
    "Santiago": "Santi",
    "Sebastián": "Seba",
    "Thomas": "Tom",
    "Valentina": "Vale",
    "Zachary": "Zach",
}
